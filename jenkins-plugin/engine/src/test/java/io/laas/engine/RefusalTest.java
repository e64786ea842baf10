package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.lasting;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.ConfigId;
import io.laas.model.ImageId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.design.Sharing;
import io.laas.model.lab.Arch;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Config;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static Lab withImage(Arch arch) {
        return aLab().host("h1", 2)
                .build()
                .withImages(List.of(
                        new Image(new ImageId("far"), "/far", Optional.empty(), "", "laas", Optional.empty(), arch)));
    }

    private static Config ofFar(String name) {
        return new Config(new ConfigId(name), "", new ImageId("far"), Map.of(), Map.of(), Optional.empty());
    }

    @Test
    void refusesAnImageForOtherProcessorsWhenItIsBookedAndKeepsWhatWasGranted() {
        try (Bench bench = new Bench(Bench.inMemory(), withImage(Arch.X86_64))) {
            done(bench.engine().configs().create(Optional.empty(), ofFar("mine"), Sharing.PRIVATE, ANN));
            BookingRequest wanted = lasting(request(ANN, SMALL), DAY)
                    .but()
                    .config(new ConfigId("mine"))
                    .build();
            Booking before = bench.granted(wanted, ANN);
            String why = "wants image far, which is for aarch64; machines are made for x86_64 only";

            bench.configure(withImage(Arch.AARCH64));

            Refusal no = refused(bench.book(wanted, ANN));
            assertThat(no.code()).isEqualTo(RefusalCode.UNKNOWN_CONFIG);
            assertThat(no.message()).contains(why);
            Refusal unsaved =
                    refused(bench.engine().configs().create(Optional.empty(), ofFar("other"), Sharing.PRIVATE, ANN));
            assertThat(unsaved.message()).contains(why);
            bench.settle();
            assertThat(bench.state(before.id())).isEqualTo(BookingState.ACTIVE);
            bench.granted(lasting(request(BOB, SMALL), DAY), BOB);
        }
    }
}
