package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Right;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every route with every right: only those it needs open it, and those that hold them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RightsContract extends ApiContract {
    private static final Map<Right, Set<Right>> HELD_BY = Map.of(
            Right.VIEW, EnumSet.of(Right.VIEW, Right.MANAGE_BOOKINGS, Right.MANAGE_LABS, Right.MANAGE),
            Right.BOOK, EnumSet.of(Right.BOOK, Right.MANAGE_BOOKINGS, Right.MANAGE),
            Right.EXTEND, EnumSet.of(Right.EXTEND, Right.BOOK, Right.MANAGE_BOOKINGS, Right.MANAGE),
            Right.RESET, EnumSet.of(Right.RESET, Right.BOOK, Right.MANAGE_BOOKINGS, Right.MANAGE),
            Right.MANAGE_BOOKINGS, EnumSet.of(Right.MANAGE_BOOKINGS, Right.MANAGE),
            Right.MANAGE_LABS, EnumSet.of(Right.MANAGE_LABS, Right.MANAGE),
            Right.MANAGE, EnumSet.of(Right.MANAGE),
            Right.ACT_FOR, EnumSet.of(Right.ACT_FOR),
            Right.SERVE_LAB, EnumSet.of(Right.SERVE_LAB));

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvFileSource(resources = "/io/laas/web/contract/rights.csv", numLinesToSkip = 1)
    void opensToItsRightsOnly(String method, String path, String needed) {
        Set<Right> open = Arrays.stream(needed.split(" or "))
                .flatMap(right -> HELD_BY.get(Right.valueOf(right)).stream())
                .collect(Collectors.toSet());
        assertThat(call(anonymous(), method, path).status())
                .isEqualTo(method.equals("GET") ? 401 : site().statusOfUnknownPoster());
        for (Right right : Right.values()) {
            Reply reply = call(somebody(right), method, path);
            if (open.contains(right)) {
                assertThat(reply.status()).as(reply.body()::toString).isNotIn(401, 405, 500);
                assertThat(reply.text("message")).doesNotContain("This needs the right");
            } else {
                assertThat(reply.refused(403, "FORBIDDEN")).contains("This needs the right " + needed + ";");
            }
        }
    }

    private static Reply call(ApiClient client, String method, String path) {
        return method.equals("GET") ? client.get(path) : client.post(path);
    }
}
