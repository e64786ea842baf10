package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.IdlePolicy;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Occupation;
import io.laas.model.plan.QueuePlanner.Planned;
import io.laas.model.plan.RoomMaker;
import io.laas.model.plan.Situation;
import io.laas.model.plan.SlotFinder;
import io.laas.model.plan.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes pods back that nobody uses, for those who would have to wait without them. Works under the locks of the lab's hosts, under which
 * their holders keep them, too: either comes first.
 */
public final class IdlePods {
    private final Catalogue catalogue;
    private final Ender ender;

    public IdlePods(Catalogue catalogue, VpodWork work) {
        this.catalogue = catalogue;
        this.ender = new Ender(catalogue, work);
    }

    /** Takes back what those need who wait in the lab longest, if anything; the queue is served with it once that is clean. */
    boolean takeBackForQueue(Tx tx, Lab lab, List<Planned> queue, Situation situation) {
        Map<BookingId, UseRow> idle = reclaimable(tx, lab);
        if (idle.isEmpty()) {
            return false;
        }
        Situation present = situation;
        for (Planned planned : queue) {
            if (waitsInVain(tx, lab, planned)) {
                Situation now = present;
                List<Occupation> ending =
                        ending(clean(tx, lab), idle, now, s -> servedSoon(tx, lab, planned.waiter(), s));
                if (!ending.isEmpty()) {
                    end(tx, ending, idle, "booking " + planned.waiter().booking());
                    return true;
                }
            }
            present = present.with(planned.holds());
        }
        return false;
    }

    /** Nobody loses a pod for somebody who gets one nearly as soon without it, or who wants it later. */
    private static boolean waitsInVain(Tx tx, Lab lab, Planned planned) {
        Duration cleaning = lab.policy().cleaning();
        Instant soon = tx.now().plus(cleaning.multipliedBy(2)).plus(Duration.ofMinutes(1));
        boolean wantsItNow = !planned.waiter().notBefore().isAfter(tx.now().plus(cleaning));
        return wantsItNow
                && planned.slot().filter(s -> !s.start().isAfter(soon)).isEmpty();
    }

    private static boolean servedSoon(Tx tx, Lab lab, Waiter waiter, Situation situation) {
        Instant earliest = waiter.notBefore().isAfter(tx.now()) ? waiter.notBefore() : tx.now();
        Instant clean = clean(tx, lab);
        TimeSlot starts = new TimeSlot(earliest, (clean.isAfter(earliest) ? clean : earliest).plusMillis(1));
        return SlotFinder.nextFree(
                        waiter.parts().stream().map(Waiter.Part::demand).toList(), waiter.length(), starts, situation)
                .isPresent();
    }

    /** Returns when what ends now is clean, as planned. */
    static Instant clean(Tx tx, Lab lab) {
        return tx.now().plus(lab.policy().cleaning()).plusMillis(1).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns which of them must end for somebody to have room. */
    static List<Occupation> ending(
            Instant clean, Map<BookingId, UseRow> idle, Situation situation, Predicate<Situation> enough) {
        List<Occupation> holds = idle.keySet().stream()
                .flatMap(id ->
                        situation.occupations().stream().filter(o -> o.booking().equals(id)))
                .toList();
        return RoomMaker.ending(holds, clean, situation, enough);
    }

    /** Ends them for somebody. */
    void end(Tx tx, List<Occupation> ending, Map<BookingId, UseRow> idle, String whom) {
        for (Occupation hold : ending) {
            String why = "Taken back for %s, because nobody used the pod since %s."
                    .formatted(whom, Sentences.time(idle.get(hold.booking()).usedAt()));
            ender.end(tx, new BookingTable(tx).get(hold.booking()), why, Actor.SYSTEM);
        }
    }

    /** Returns the running bookings of the lab that may be taken back now, the longest idle first. */
    static Map<BookingId, UseRow> reclaimable(Tx tx, Lab lab) {
        Optional<IdlePolicy> policy = lab.policy().idle();
        if (policy.isEmpty()) {
            return Map.of();
        }
        List<UseRow> asked = new UseTable(tx).asked(lab, policy.get().grace(), IdleView.FRESH);
        List<BookingId> all = asked.stream().map(UseRow::booking).toList();
        return asked.stream()
                .filter(use -> mayEnd(tx, use.booking(), all))
                .collect(Collectors.toMap(UseRow::booking, u -> u, (a, b) -> a, java.util.LinkedHashMap::new));
    }

    /** Of pods that were booked together none is taken back while another of them is used. */
    private static boolean mayEnd(Tx tx, BookingId id, List<BookingId> idle) {
        BookingTable bookings = new BookingTable(tx);
        BookingRow row = bookings.get(id);
        return row.state() == BookingState.ACTIVE
                && bookings.group(row).stream()
                        .filter(r -> BookingState.HOLDING.contains(r.state()) && r.state() != BookingState.CLEANING)
                        .allMatch(r -> idle.contains(r.id()));
    }
}
