package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.web.auth.Needs;
import io.laas.web.metrics.Metrics;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Metrics for monitoring. */
@Path("/metrics")
public final class MetricsResource {
    private final Metrics metrics;

    public MetricsResource(Metrics metrics) {
        this.metrics = metrics;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Tells how things stand, in the text format of Prometheus, which sends its token as any other caller.",
            body = String.class)
    public Response metrics() {
        return Response.ok(metrics.text()).type(Metrics.mediaType()).build();
    }
}
