package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens over HTTP, for hosts of the API that make them. */
public abstract class TokenContract extends ApiContract {
    @Test
    void makesAndRevokesTokens() {
        ApiClient admin = admin();
        String user = aName("user");

        JsonNode made = admin.post("/tokens", "user", user, "name", "laptop", "rights", List.of("VIEW"))
                .expect(201);
        ApiClient holder = anonymous().token(made.path("secret").asText());
        assertThat(holder.get("/me").expect(200).path("user").asText()).isEqualTo(user);
        assertThat(holder.get("/tokens").expect(200).toString())
                .contains(made.path("id").asText())
                .doesNotContain(made.path("secret").asText());
        assertThat(made.has("revokedAt")).isFalse();
        JsonNode revoked = admin.postNothing("/tokens/" + made.path("id").asText() + "/revoke")
                .expect(200);
        assertThat(revoked.has("secret")).isFalse();
        assertThat(revoked.has("revokedAt")).isTrue();
        holder.get("/me").refused(401, "UNAUTHENTICATED");
        assertThat(admin.post("/tokens", "user", user, "name", "x", "rights", List.of("ROOT"))
                        .refused(400, "INVALID"))
                .contains("rights", "MANAGE");
    }

    @Test
    void refusesMissingAndWrongTokens() {
        assertThat(anonymous().get("/me").refused(401, "UNAUTHENTICATED")).contains("Authorization");
        anonymous().token("wrong").get("/me").refused(401, "UNAUTHENTICATED");
        anonymous().with("Authorization", "Basic YTpi").get("/me").refused(401, "UNAUTHENTICATED");
        anonymous().token("x".repeat(2000)).get("/me").refused(401, "UNAUTHENTICATED");
        assertThat(anonymous().get("/me").headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"laas\"");
    }

    @Test
    void takesATokenAsThePasswordToo() {
        String user = aName("user");
        String secret = admin().post("/tokens", "user", user, "name", "installer", "rights", List.of("VIEW"))
                .expect(201)
                .path("secret")
                .asText();

        assertThat(basic("anybody:" + secret)
                        .get("/me")
                        .expect(200)
                        .path("user")
                        .asText())
                .isEqualTo(user);
        basic(secret + ":").get("/me").refused(401, "UNAUTHENTICATED");
        basic("anybody:" + secret + "x").get("/me").refused(401, "UNAUTHENTICATED");
        basic("").get("/me").refused(401, "UNAUTHENTICATED");
        assertThat(anonymous().with("Authorization", "Basic %%%").get("/me").refused(401, "UNAUTHENTICATED"))
                .contains("Basic with the token as the password");
    }

    private ApiClient basic(String pair) {
        return anonymous()
                .with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void asksForWhatABodyThatIsMissingLacks() {
        assertThat(admin().postNothing("/tokens").refused(400, "INVALID")).contains("must be given");
    }
}
