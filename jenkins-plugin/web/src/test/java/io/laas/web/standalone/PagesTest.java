package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.web.contract.ApiClient;
import io.laas.web.contract.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    private static Reply get(String path) {
        return ApiClient.anonymous(SITE.root().resolve("/")).get(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status.js", "status.css"})
    void servesTheStatusPage(String path) {
        Reply reply = get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(reply.body().asText()).isNotEmpty();
    }

    @Test
    void hasNoScriptOrStyleInItsMarkup() {
        assertThat(get("").body().asText()).doesNotContain("<script>", "<style", " style=", "onclick", "javascript:");
    }

    @Test
    void drawsTextOnly() {
        assertThat(get("status.js").body().asText())
                .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write");
    }

    @Test
    void showsThatItLives() {
        assertThat(get("healthz").expect(200).path("status").asText()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "lab.yaml", "admin-token", "logback.xml", "WEB-INF/web.xml"})
    void servesNothingElse(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }
}
