package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Right;
import io.laas.web.auth.Look;
import io.laas.web.contract.ApiClient;
import io.laas.web.contract.Reply;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** People without an account who come through a chat see what the policy makes public, on every route, and change nothing. */
class StandaloneGuestTest {
    private static final Set<String> PODS = Set.of(
            "GET /labs",
            "GET /labs/test",
            "GET /pods",
            "GET /pods/pair",
            "GET /pods/pair/availability",
            "GET /configs",
            "GET /configs?pod=pair",
            "GET /configs/hello",
            "GET /outages");

    private static final Set<String> BOOKINGS = Set.of("GET /bookings", "GET /bookings/b-999");

    @RegisterExtension
    static final StandaloneSite PODS_ARE_PUBLIC = new StandaloneSite().open(Look.PODS);

    @RegisterExtension
    static final StandaloneSite ALL_IS_PUBLIC = new StandaloneSite().open(Look.PODS, Look.BOOKINGS);

    private static ApiClient guest(StandaloneSite site) {
        return ApiClient.anonymous(site.api())
                .token(site.token("bot", Right.ACT_FOR))
                .with("LaaS-Acting-For", "slack:T1:stranger");
    }

    private static Reply call(ApiClient client, String method, String path) {
        return method.equals("GET") ? client.get(path) : client.post(path);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/io/laas/web/contract/rights.csv", numLinesToSkip = 1)
    void seeWhatIsPublicOnly(String method, String path, String needed) {
        String route = method + " " + path;
        Reply pods = call(guest(PODS_ARE_PUBLIC), method, path);
        Reply all = call(guest(ALL_IS_PUBLIC), method, path);

        if (PODS.contains(route)) {
            assertThat(pods.status()).isEqualTo(200);
        } else {
            pods.refused(403, "NOT_LINKED");
        }
        if (PODS.contains(route) || BOOKINGS.contains(route)) {
            assertThat(all.status()).isIn(200, 404);
        } else {
            all.refused(403, "NOT_LINKED");
        }
    }

    @Test
    void seeWhoHasWhatButNotHowToGetIn() {
        ApiClient ann =
                ApiClient.anonymous(ALL_IS_PUBLIC.api()).token(ALL_IS_PUBLIC.token("ann", Right.VIEW, Right.BOOK));
        String id = ann.post("/bookings", "pod", "pair").expect(201).path("id").asText();

        var seen = guest(ALL_IS_PUBLIC).get("/bookings/" + id).expect(200);
        assertThat(seen.path("owner").asText()).isEqualTo("ann");
        assertThat(seen.hasNonNull("access")).isFalse();
    }

    @Test
    void areNobodyWithoutTheBot() {
        ApiClient nosy = ApiClient.anonymous(ALL_IS_PUBLIC.api())
                .token(ALL_IS_PUBLIC.token("nosy", Right.VIEW))
                .with("LaaS-Acting-For", "slack:T1:stranger");

        nosy.get("/pods").refused(403, "FORBIDDEN");
        ApiClient.anonymous(ALL_IS_PUBLIC.api()).get("/pods").refused(401, "UNAUTHENTICATED");
    }
}
