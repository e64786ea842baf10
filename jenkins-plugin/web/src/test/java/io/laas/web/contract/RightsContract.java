package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Right;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every route with every right: only the one it needs opens it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RightsContract extends ApiContract {
    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvFileSource(resources = "/io/laas/web/contract/rights.csv", numLinesToSkip = 1)
    void opensToItsRightOnly(String method, String path, Right needed) {
        assertThat(call(anonymous(), method, path).status()).isEqualTo(401);
        for (Right right : Right.values()) {
            Reply reply = call(somebody(right), method, path);
            if (right == needed) {
                assertThat(reply.status()).as(reply.body()::toString).isNotIn(401, 405, 500);
                assertThat(reply.text("message")).doesNotContain("This needs the right");
            } else {
                assertThat(reply.refused(403, "FORBIDDEN")).contains(needed.name());
            }
        }
    }

    private static Reply call(ApiClient client, String method, String path) {
        return method.equals("GET") ? client.get(path) : client.post(path);
    }
}
