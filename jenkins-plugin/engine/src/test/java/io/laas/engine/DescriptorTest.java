package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.DescriptorService;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.port.OperationOrder;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.RefusalCode;
import io.laas.model.descriptor.Descriptors;
import io.laas.model.descriptor.Profile;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.PodDetails;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescriptorTest {
    private static final Duration LONG = Duration.ofHours(4);
    private static final LabId DEMO = new LabId("demo");
    private static final VpodId V1 = new VpodId("v1");

    private static Bench bench() {
        return new Bench(Bench.inMemory(), aLab().host("h1", 4).vpod("v1", "h1").build());
    }

    private static OperationOrder provisioning(Bench bench, BookingId booking) {
        return bench.operations().started().stream()
                .filter(o -> o.kind() == OperationKind.PROVISION)
                .filter(o -> o.plan().owner().booking().equals(booking.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void describesWhatTheOperationWasToldToBuild() {
        try (Bench bench = bench()) {
            bench.engine().home(() -> "https://jenkins.example.org/laas/");
            Booking first = bench.active(ANN, LONG);
            Booking second = bench.active(BOB, LONG);
            for (Booking booking : Set.of(first, second)) {
                Descriptors shown = done(bench.engine().descriptors().ofBooking(booking.id(), ADMIN));
                Descriptors built =
                        Descriptors.of(provisioning(bench, booking.id()).plan());
                for (Profile profile : Profile.values()) {
                    assertThat(shown.pdf(profile)).isEqualTo(built.pdf(profile));
                    assertThat(shown.idf(profile)).isEqualTo(built.idf(profile));
                }
            }
            PodDetails details = provisioning(bench, first.id()).plan().details();
            assertThat(details.owner()).isEqualTo("ann");
            assertThat(details.location()).startsWith("h1, ");
            assertThat(details.link()).isEqualTo("https://jenkins.example.org/laas/");
        }
    }

    @Test
    void tellsNothingOfWhoHadAVpodThatServesNobody() {
        try (Bench bench = bench()) {
            done(bench.engine().bookings().release(bench.active(ANN, LONG).id(), "", ANN));
            bench.settle();
            assertThat(bench.operations().started())
                    .filteredOn(o -> o.plan().owner().booking().isEmpty())
                    .isNotEmpty()
                    .allMatch(o -> o.plan().details().equals(PodDetails.UNKNOWN));
        }
    }

    @Test
    void showsDescriptorsToMembersAndManagersOnly() {
        try (Bench bench = bench()) {
            Booking booking = bench.active(ANN, LONG);
            DescriptorService descriptors = bench.engine().descriptors();
            assertThat(done(descriptors.ofBooking(booking.id(), ANN)).pdf(Profile.PHAROS_STRICT))
                    .contains("pod_owner: ann");
            assertThat(refused(descriptors.ofBooking(booking.id(), BOB)).code()).isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(descriptors.ofVpod(DEMO, V1, BOB)).message())
                    .contains("belongs to ann", "MANAGE_BOOKINGS");
            done(bench.engine().bookings().members(booking.id(), new MemberChange(Set.of(BOB.user()), Set.of()), ANN));
            done(descriptors.ofBooking(booking.id(), BOB));
            done(descriptors.ofVpod(DEMO, V1, BOB));
            Caller blind = new Caller(ANN.actor(), EnumSet.noneOf(Right.class));
            assertThat(refused(descriptors.ofBooking(booking.id(), blind)).code())
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }
    }

    @Test
    void describesAVpodByTheBookingItServesNow() {
        try (Bench bench = bench()) {
            DescriptorService descriptors = bench.engine().descriptors();
            assertThat(refused(descriptors.ofVpod(DEMO, V1, ADMIN)).code()).isEqualTo(RefusalCode.WRONG_STATE);
            Booking ofAnn = bench.active(ANN, LONG);
            done(bench.engine().bookings().release(ofAnn.id(), "", ANN));
            bench.settle();
            bench.active(BOB, LONG);

            assertThat(done(descriptors.ofVpod(DEMO, V1, BOB)).pdf(Profile.PHAROS_STRICT))
                    .contains("pod_owner: bob");
            assertThat(refused(descriptors.ofVpod(DEMO, V1, ANN)).code()).isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(refused(descriptors.ofBooking(ofAnn.id(), ANN)).message())
                    .contains("is DONE", "while it is ACTIVE");
        }
    }

    @Test
    void describesNothingThatDoesNotStandYet() {
        try (Bench bench = bench()) {
            bench.operations().hangWhen(o -> o.kind() == OperationKind.PROVISION);
            BookingId id = bench.granted(Bench.request(ANN, io.laas.engine.fake.Labs.SMALL), ANN)
                    .id();
            bench.engine().tick();
            assertThat(refused(bench.engine().descriptors().ofBooking(id, ANN)).code())
                    .isEqualTo(RefusalCode.WRONG_STATE);
        }
    }

    @Test
    void knowsVpodsByTheirLab() {
        try (Bench bench = bench()) {
            bench.active(ANN, LONG);
            DescriptorService descriptors = bench.engine().descriptors();
            assertThat(refused(descriptors.ofVpod(new LabId("other"), V1, ANN)).message())
                    .isEqualTo("Lab other has no vpod v1. GET /vpods lists those there are.");
            assertThat(refused(descriptors.ofVpod(DEMO, new VpodId("none"), ANN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_VPOD);
            assertThat(refused(descriptors.ofBooking(BookingId.parse("b-999"), ANN))
                            .code())
                    .isEqualTo(RefusalCode.UNKNOWN_BOOKING);
        }
    }
}
