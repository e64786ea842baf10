package io.laas.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.wire.BookingJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private ApiResult<BookingJson> follow(Function<Integer, Said> look) throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        server.on("GET /bookings/b-1", a -> {
            server.event("b-1");
            return look.apply(looks.incrementAndGet());
        });
        return new Follower(client, "b-1")
                .follow(
                        () -> client.booking("b-1"),
                        b -> seen.add(b.state()),
                        b -> b.state().equals("ACTIVE"));
    }

    private static Said state(String state) {
        return Said.ok(Samples.booking("b-1", state));
    }

    @Test
    void looksUntilItIsOver() throws InterruptedException {
        follow(look -> state(look < 3 ? "PROVISIONING" : "ACTIVE"));
        assertThat(seen).containsExactly("PROVISIONING", "PROVISIONING", "ACTIVE");
    }

    @Test
    void waitsForAServerThatIsBusyOrRestarting() throws InterruptedException {
        ApiResult<BookingJson> end = follow(look -> look == 2
                ? Said.error(503, "SERVER_BUSY", "Later.")
                : look == 3
                        ? Said.error(429, "TOO_MANY_REQUESTS", "Later.")
                        : state(look < 4 ? "PROVISIONING" : "ACTIVE"));
        assertThat(end.value()).isPresent();
        assertThat(seen).containsExactly("PROVISIONING", "ACTIVE");
    }

    @Test
    void takesARefusalForTheEnd() throws InterruptedException {
        ApiResult<BookingJson> end =
                follow(look -> look == 1 ? state("PROVISIONING") : Said.error(403, "FORBIDDEN", "Not yours."));
        assertThat(end.error().orElseThrow().code()).isEqualTo("FORBIDDEN");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> follow(look -> state("PROVISIONING"))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
