package io.laas.model.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookingTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void ownerAndCollaboratorsAreItsMembers() {
        Booking booking = booking(Set.of(BOB));
        assertThat(booking.isMember(ALICE)).isTrue();
        assertThat(booking.isMember(BOB)).isTrue();
        assertThat(booking.isMember(new UserId("carol"))).isFalse();
    }

    @Test
    void requestsHaveBoundedTexts() {
        assertThat(request("  why  ", "p").purpose()).isEqualTo("why");
        assertThat(request(null, null).project()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("x".repeat(501), ""))
                .withMessage("purpose must be at most 500 characters, was 501");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("", "x".repeat(101)))
                .withMessage("project must be at most 100 characters, was 101");
    }

    @Test
    void theOriginOfARequestIsOneLineOfAtMost300Characters() {
        BookingRequest request = request("", "");
        assertThat(request.origin()).isEmpty();
        assertThat(request.but().origin("  ").build().origin()).isEmpty();
        assertThat(request.but().origin(" run:nightly#12 ").build().origin()).contains("run:nightly#12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.but().origin("x".repeat(301)).build())
                .withMessage("origin must be at most 300 characters, was 301");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.but().origin("run:a\nb").build())
                .withMessageContaining("control characters, was 'run:a b'");
    }

    @Test
    void aRequestLikeAnotherDiffersWhereItSays() {
        BookingRequest request = request("tests", "nfv")
                .but()
                .lab(new LabId("l"))
                .config(new ConfigId("c"))
                .vpod(new VpodId("v"))
                .collaborators(Set.of(new UserId("carol")))
                .start(NOW)
                .length(Duration.ofHours(1))
                .mayWait(true)
                .booker(Booker.PIPELINE)
                .origin("run:nightly#12")
                .build();
        assertThat(request.but().build()).isEqualTo(request);
        assertThat(request.but().owner(new UserId("carol")).build().owner()).isEqualTo(new UserId("carol"));
    }

    @Test
    void aRefusalKeepsItsOwnListOfConflicts() {
        Refusal refusal = Refusal.of(RefusalCode.POD_TAKEN, "taken");
        assertThat(refusal.conflicts()).isEmpty();
        assertThat(refusal.nextFree()).isEmpty();
    }

    private static Booking booking(Set<UserId> collaborators) {
        return new Booking(
                new BookingId(1),
                new LabId("l"),
                new PodId("p"),
                new ConfigId("c"),
                Versions.OF_LAB,
                ALICE,
                collaborators,
                "",
                "",
                TimeSlot.of(NOW, Duration.ofHours(1)),
                BookingState.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                0,
                Booker.PERSON,
                Channel.API,
                Optional.empty(),
                NOW,
                Optional.empty(),
                1);
    }

    private static BookingRequest request(String purpose, String project) {
        return BookingRequest.of(new PodId("p"), ALICE)
                .purpose(purpose)
                .project(project)
                .build();
    }
}
