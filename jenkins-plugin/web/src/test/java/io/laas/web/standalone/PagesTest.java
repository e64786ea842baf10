package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.laas.web.contract.ApiClient;
import io.laas.web.contract.Reply;
import io.laas.web.pages.Pages;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds for the pages where they were built before, and for the status page that stands in for them elsewhere. */
class PagesTest {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite();

    private static Reply get(String path) {
        return ApiClient.anonymous(SITE.root().resolve("/")).get(path);
    }

    private static Reply browse(String path) {
        return ApiClient.anonymous(SITE.root().resolve("/"))
                .with("Accept", "text/html,*/*;q=0.8")
                .get(path);
    }

    private static void assumeBuilt() {
        assumeThat(Pages.built())
                .as("the pages were built (./laas build, with Node)")
                .isTrue();
    }

    private static String script() {
        Matcher script = Pattern.compile("src=\"/(assets/[^\"]+)\"")
                .matcher(get("").body().asText());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    @Test
    void letsPagesRunNothingButTheirOwnScripts() {
        Reply reply = get("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void hasNoScriptOrStyleInItsMarkup() {
        assertThat(get("").body().asText()).doesNotContain("<script>", "<style", " style=", "onclick", "javascript:");
    }

    @Test
    void answersEveryAddressOfAPageWithTheFirstOne() {
        assumeBuilt();
        String first = get("").body().asText();

        assertThat(browse("bookings/b-1").body().asText()).isEqualTo(first);
        assertThat(browse("no/such/page").expect(200).asText()).isEqualTo(first);
        assertThat(get("bookings/b-1").status())
                .as("not asked for by a browser")
                .isEqualTo(404);
    }

    @Test
    void letsBrowsersKeepForEverWhatIsNamedByItsContent() {
        assumeBuilt();

        Reply reply = get(script());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
    }

    @Test
    void compressesForThoseWhoTakeIt() {
        assumeBuilt();
        String script = script();

        Reply zipped = ApiClient.anonymous(SITE.root().resolve("/"))
                .with("Accept-Encoding", "gzip, br")
                .get(script);

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        long length = zipped.headers().firstValueAsLong("Content-Length").orElseThrow();
        assertThat(length)
                .isLessThan(
                        get(script).headers().firstValueAsLong("Content-Length").orElseThrow());
    }

    @Test
    void showsThatItLives() {
        assertThat(get("healthz").expect(200).path("status").asText()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "lab.yaml",
                "admin-token",
                "logback.xml",
                "WEB-INF/web.xml",
                "openapi.json",
                "assets/",
                "assets/nothing.js",
                ".vite/manifest.json",
                "Pages.class"
            })
    void servesNothingElse(String path) {
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(path.contains(".") ? browse(path).status() : 404).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assets/..%2Findex.html", "..%2fopenapi.json", "assets//index.html"})
    void followsNoPathOutOfItsFiles(String path) {
        assertThat(get(path).status()).isBetween(400, 404);
    }
}
