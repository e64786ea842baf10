package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.Blueprint;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.descriptor.Descriptors;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Pod;
import java.util.List;
import java.util.Optional;

/**
 * Describes pods to installers. Descriptors of booked ones name the addresses of machines and are therefore shown as access is: of bookings
 * that are ACTIVE, to members with VIEW and to those with MANAGE_BOOKINGS. Thread-safe.
 */
public final class DescriptorService {
    private final Store store;
    private final Catalogue catalogue;
    private final VpodWork work;

    public DescriptorService(Store store, Catalogue catalogue, VpodWork work) {
        this.store = store;
        this.catalogue = catalogue;
        this.work = work;
    }

    /** Describes the pod of a booking. */
    public Answer<Descriptors> ofBooking(BookingId id, Caller caller) {
        return store.read(tx -> new BookingTable(tx)
                .find(id)
                .map(row -> describe(tx, row.booking(), caller))
                .orElseGet(() -> Answer.refused(RefusalCode.UNKNOWN_BOOKING, Access.unknown(id))));
    }

    /** Describes the vpod of a lab by the booking it serves now. */
    public Answer<Descriptors> ofVpod(LabId lab, VpodId id, Caller caller) {
        return store.read(tx -> {
            Optional<VpodRow> vpod =
                    new VpodTable(tx).find(id).filter(v -> v.lab().equals(lab));
            if (vpod.isEmpty()) {
                return Answer.refused(
                        RefusalCode.UNKNOWN_VPOD,
                        "Lab %s has no vpod %s. GET /vpods lists those there are.".formatted(lab, id));
            }
            return vpod.get()
                    .now()
                    .booking()
                    .map(b -> describe(tx, new BookingTable(tx).get(b).booking(), caller))
                    .orElseGet(() -> Answer.refused(
                            RefusalCode.WRONG_STATE,
                            "Vpod %s serves no booking now; book it to have it described.".formatted(id)));
        });
    }

    /**
     * Describes a pod that is not booked, as it would be if it stood first on the first host of the lab that has room for it, with the first
     * config that goes onto its machines. The files say so.
     *
     * @param lab the lab; empty: the first that can give the pod
     */
    public Answer<Descriptors> ofPod(Optional<LabId> lab, Pod pod, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return Answer.refused(RefusalCode.FORBIDDEN, "Descriptors need the right VIEW.");
        }
        return store.read(
                tx -> new Targets(tx, catalogue).imagined(lab, pod, caller).map(t -> imagined(t, caller)));
    }

    private Descriptors imagined(Target target, Caller caller) {
        Lab lab = target.lab();
        Host host = lab.hosts().stream()
                .filter(h -> target.pod().demand().fitsIn(h.capacity()))
                .findFirst()
                .orElseThrow();
        Blueprint plan =
                Blueprint.of(lab, host.id(), target.pod(), target.config()).orElseThrow();
        return Descriptors.of(work.imagined(lab, plan, caller.user()))
                .remarking(
                        List.of(
                                "A plan: this pod is not booked. Machines, cards, networks, roles and VLANs are as designed.",
                                "Known only once it is booked, and here as the first pod on host %s of lab %s with config %s would have them:"
                                        .formatted(
                                                host.id(),
                                                lab.id(),
                                                target.config().id()),
                                "MAC and IP addresses, subnets, bridges, the host, its processor mode and address, operating systems, the owner.",
                                "The files of the booking have the real ones: GET /bookings/{id}/pdf and GET /bookings/{id}/idf."));
    }

    private Answer<Descriptors> describe(Tx tx, Booking booking, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return Answer.refused(RefusalCode.FORBIDDEN, "Descriptors need the right VIEW.");
        }
        if (!caller.managesBookings() && !booking.isMember(caller.user())) {
            return Answer.refused(
                    RefusalCode.FORBIDDEN,
                    "Booking %s belongs to %s; its owner, a collaborator or the right MANAGE_BOOKINGS is needed for its descriptors."
                            .formatted(booking.id(), booking.owner()));
        }
        Optional<VpodRow> vpod = booking.state() == BookingState.ACTIVE
                ? booking.vpod().flatMap(new VpodTable(tx)::find)
                : Optional.empty();
        return vpod.map(row -> Answer.done(Descriptors.of(work.described(tx, row, booking.id()))))
                .orElseGet(() -> Answer.refused(
                        RefusalCode.WRONG_STATE,
                        "Booking %s is %s; its pod is described while it is ACTIVE."
                                .formatted(booking.id(), booking.state())));
    }
}
