package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Demand;
import io.laas.model.plan.LatestEnd;
import io.laas.model.plan.Place;
import io.laas.model.plan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Extends bookings, and tells how far they could be extended. */
final class Extensions {
    /** How far ahead a manager's extension is looked at. */
    private static final Duration FAR = Duration.ofDays(3660);

    private final Catalogue catalogue;
    private final WaitList waitList;

    Extensions(Catalogue catalogue, WaitList waitList) {
        this.catalogue = catalogue;
        this.waitList = waitList;
    }

    Answer<Booking> extend(Tx tx, BookingRow row, Extension wanted, Caller caller, Admission admission) {
        Instant end = wanted.newEnd(row.booking().slot().end()).truncatedTo(ChronoUnit.MILLIS);
        Optional<Refusal> no = ruledOut(tx, row, caller, admission);
        if (no.isPresent()) {
            return Answer.refused(no.get());
        }
        if (!end.isAfter(row.booking().slot().end()) || end.isAfter(tx.now().plus(FAR))) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "Booking %s ends on %s; a new end must be later (and within ten years), was %s."
                            .formatted(
                                    row.id(),
                                    Sentences.time(row.booking().slot().end()),
                                    Sentences.time(end)));
        }
        Lab lab = lab(row).orElseThrow();
        Instant limit = caller.managesBookings() ? end : PolicyRules.extensionLimit(row, lab, approved(tx, row));
        LatestEnd latest = latest(tx, row, lab, end.isBefore(limit) ? end : limit);
        if (latest.end().filter(end::equals).isEmpty()) {
            return Answer.refused(notSoLong(tx, row, lab, end, limit));
        }
        return Answer.done(extended(tx, row, end, lab, caller));
    }

    private static Booking extended(Tx tx, BookingRow row, Instant end, Lab lab, Caller caller) {
        Lifecycle lifecycle = new Lifecycle(tx);
        BookingRow extended = lifecycle.change(row, row.extendedTo(end));
        lifecycle.hold(extended, lab.policy().cleaning());
        tx.emit(Lifecycle.about(EventType.BOOKING_EXTENDED, extended.booking(), caller.actor())
                .with("before", row.booking().slot().end()));
        return extended.booking();
    }

    private Refusal notSoLong(Tx tx, BookingRow row, Lab lab, Instant end, Instant limit) {
        LatestEnd latest = latest(tx, row, lab, limit);
        String why = latest.limits().isEmpty() ? atMost(tx, row, lab, limit) : Sentences.of(latest.limits());
        String until = latest.end()
                .map(e -> "It could be extended until " + Sentences.time(e) + ".")
                .orElse("It cannot be extended at all.");
        String message =
                "Booking %s cannot be extended until %s. %s %s".formatted(row.id(), Sentences.time(end), why, until);
        RefusalCode code = latest.limits().isEmpty() ? RefusalCode.POLICY : RefusalCode.POD_TAKEN;
        return new Refusal(code, message, latest.limits(), Optional.empty(), latest.end());
    }

    ExtensionLimit limit(Tx tx, BookingRow row, Caller caller, Admission admission) {
        Optional<Refusal> no = ruledOut(tx, row, caller, admission);
        if (no.isPresent()) {
            return new ExtensionLimit(
                    false, Optional.empty(), List.of(), List.of(no.get().message()));
        }
        Lab lab = lab(row).orElseThrow();
        Instant limit = PolicyRules.extensionLimit(row, lab, approved(tx, row));
        if (!limit.isAfter(row.booking().slot().end())) {
            return new ExtensionLimit(false, Optional.empty(), List.of(), List.of(wholeLength(tx, row, lab)));
        }
        LatestEnd latest = latest(tx, row, lab, limit);
        List<String> reasons = new ArrayList<>();
        latest.limits().stream().map(Sentences::of).forEach(reasons::add);
        if (reasons.isEmpty()) {
            reasons.add(atMost(tx, row, lab, limit));
        }
        return new ExtensionLimit(latest.end().isPresent(), latest.end(), latest.limits(), reasons);
    }

    private static String atMost(Tx tx, BookingRow row, Lab lab, Instant limit) {
        Duration most = lab.policy().maxExtension();
        return limit.equals(row.booking().slot().end().plus(most))
                ? "Lab %s allows at most %s in one extension.".formatted(lab.id(), Sentences.duration(most))
                : wholeLength(tx, row, lab);
    }

    private static String wholeLength(Tx tx, BookingRow row, Lab lab) {
        Duration most = PolicyRules.wholeLength(row, lab, approved(tx, row)).orElseThrow();
        return row.booking().booker() == Booker.PIPELINE
                        && most.equals(lab.policy().pipelineMax())
                ? "Lab %s lets pipelines book for %s as a whole.".formatted(lab.id(), Sentences.duration(most))
                : "Lab %s lets bookings last %s as a whole without approval; ask %s for more."
                        .formatted(lab.id(), Sentences.duration(most), PolicyRules.contact(lab));
    }

    private static boolean approved(Tx tx, BookingRow row) {
        return new ApprovalTable(tx)
                .find(row.id())
                .filter(a -> a.state() == ApprovalState.GIVEN)
                .isPresent();
    }

    private Optional<Refusal> ruledOut(Tx tx, BookingRow row, Caller caller, Admission admission) {
        if (row.state() != BookingState.ACTIVE && row.state() != BookingState.PROVISIONING) {
            return Optional.of(Refusal.of(
                    RefusalCode.WRONG_STATE,
                    "Booking %s is %s; only running bookings can be extended. Book anew."
                            .formatted(row.id(), row.state())));
        }
        Optional<Lab> lab = lab(row);
        if (lab.isEmpty() || lab.get().host(row.booking().host().orElseThrow()).isEmpty()) {
            return Optional.of(Refusal.of(
                    RefusalCode.POLICY,
                    "Host %s of booking %s is being taken out of service; the booking ends as it stands."
                            .formatted(row.booking().host().orElseThrow(), row.id())));
        }
        return caller.managesBookings()
                ? Optional.empty()
                : admission
                        .refusal(tx, row.booking().owner(), lab.get().id())
                        .or(() -> PolicyRules.noExtension(row, tx.now(), lab.get()));
    }

    private LatestEnd latest(Tx tx, BookingRow row, Lab lab, Instant limit) {
        TimeSlot slot = row.booking().slot();
        if (!limit.isAfter(slot.end())) {
            return new LatestEnd(Optional.empty(), List.of());
        }
        TimeSlot window = slot.endingAt(limit).withCleaning(lab.policy().cleaning());
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row));
        Place place = vpod.isStatic() ? new Place.OnVpod(vpod.id(), vpod.host()) : new Place.OnHost(vpod.host());
        Demand demand =
                new Demand(vpod.site().demand(), List.of(place), lab.policy().cleaning());
        Situation others = waitList.respecting(tx, lab, new Situations(tx, catalogue).read(lab, window))
                .without(row.id());
        return LatestEnd.of(place, slot, limit, demand, others);
    }

    private Optional<Lab> lab(BookingRow row) {
        return catalogue.lab(row.booking().lab());
    }
}
