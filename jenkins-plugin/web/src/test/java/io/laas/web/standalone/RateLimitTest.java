package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Right;
import io.laas.web.auth.RateLimit;
import io.laas.web.contract.ApiClient;
import io.laas.web.contract.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {
    @RegisterExtension
    static final StandaloneSite SITE = new StandaloneSite(new RateLimit(60, 5));

    @Test
    void letsABurstPassAndThenOneEachSecond() {
        ApiClient caller = ApiClient.anonymous(SITE.api()).token(SITE.token("eager", Right.VIEW));
        ApiClient other = ApiClient.anonymous(SITE.api()).token(SITE.token("other", Right.VIEW));
        for (int i = 0; i < 5; i++) {
            caller.get("/me").expect(200);
        }

        Reply refused = caller.get("/me");

        refused.refused(429, "TOO_MANY_REQUESTS");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        other.get("/me").expect(200);
        SITE.clock().advance(Duration.ofSeconds(1));
        caller.get("/me").expect(200);
        caller.get("/me").refused(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void countsRefusedCallsToo() {
        ApiClient caller = ApiClient.anonymous(SITE.api()).token(SITE.token("blocked", Right.VIEW));
        for (int i = 0; i < 5; i++) {
            caller.get("/leaks").expect(403);
        }

        caller.get("/leaks").refused(429, "TOO_MANY_REQUESTS");
    }
}
