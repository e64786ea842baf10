package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.wire.WireJson;
import io.laas.web.contract.ApiClient;
import io.laas.web.error.ErrorMapper;
import io.laas.web.json.JsonBodies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

class UnexpectedTroubleTest {
    /** Breaks in a way nobody foresaw. */
    @Path("/boom")
    public static final class Boom {
        @GET
        public String boom() {
            throw new IllegalStateException("secret of the inside");
        }
    }

    @Test
    void keepsTheInsideInside() {
        ResourceConfig application = new ResourceConfig()
                .register(new Boom())
                .register(new ErrorMapper())
                .register(new JsonBodies(WireJson.strict()));
        try (HttpServer http = HttpServer.bind(new ServerSettings.Address("127.0.0.1", 0))) {
            http.serve(application);
            String message = ApiClient.anonymous(http.uri().resolve("/api/v1"))
                    .get("/boom")
                    .refused(500, "INTERNAL");

            assertThat(message).containsPattern("error id [0-9a-f]{8}").doesNotContain("secret", "IllegalState");
        }
    }
}
