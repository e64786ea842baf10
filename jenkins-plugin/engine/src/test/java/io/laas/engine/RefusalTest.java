package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.RefusalCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void namesWhoHoldsAFullHostUntilWhen() {
        try (Bench bench = new Bench(Bench.inMemory(), aLab().host("h1", 1).build())) {
            Booking first = bench.granted(lasting(request(ANN, SMALL), DAY), ANN);

            BookingDecision decision = bench.engine().bookings().book(lasting(request(BOB, SMALL), DAY), BOB);

            assertThat(decision).isInstanceOfSatisfying(BookingDecision.Refused.class, no -> {
                assertThat(no.refusal().code()).isEqualTo(RefusalCode.POD_TAKEN);
                assertThat(no.refusal().message())
                        .contains(
                                "taken by ann",
                                first.id().toString(),
                                "Host h1 has no room",
                                "Next free slot of 1 day");
            });
        }
    }
}
