package io.laas.engine.booking;

import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.TimeSlot;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Demand;
import io.laas.model.plan.GroupChooser;
import io.laas.model.plan.GroupChooser.Picked;
import io.laas.model.plan.Occupation;
import io.laas.model.plan.Situation;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Room for somebody who wants pods now and does not wait, made of pods that nobody uses. It is made for all of them, or none is taken back.
 * Works under the locks of the labs' hosts.
 */
final class IdleRoom {
    private final WaitList waitList;

    IdleRoom(WaitList waitList) {
        this.waitList = waitList;
    }

    /**
     * Room that was made.
     *
     * @param picked for each pod where it can be
     * @param slot the length that is wanted, from when on it is clean there
     */
    record Made(List<Picked> picked, TimeSlot slot) {}

    /**
     * Takes back what somebody lacks, if that makes room. What is idle in a lab where others wait is theirs. Whoever would be served without
     * it as soon as it is clean gets nothing: nobody loses a pod for that.
     *
     * @param wanted for each pod the targets that could serve it
     * @param slot what is wanted
     * @param allowed whether the room may be used
     * @return empty if nothing was taken back
     */
    Optional<Made> make(Tx tx, List<List<Target>> wanted, TimeSlot slot, Predicate<Made> allowed) {
        List<Lab> labs = GroupWish.labs(wanted);
        boolean servable = wanted.stream().noneMatch(List::isEmpty);
        boolean now = !slot.start().isAfter(tx.now());
        Map<BookingId, UseRow> idle = servable && now ? idle(tx, labs) : Map.of();
        if (idle.isEmpty()) {
            return Optional.empty();
        }
        List<List<Demand>> demands = GroupWish.demands(wanted);
        Instant clean = labs.stream()
                .map(lab -> IdlePods.clean(tx, lab))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        TimeSlot later = TimeSlot.of(clean, slot.length());
        List<Occupation> ending = IdlePods.ending(
                clean,
                idle,
                situation(tx, labs, later),
                s -> chosen(demands, later, s).filter(allowed).isPresent());
        if (ending.isEmpty()) {
            return Optional.empty();
        }
        return tx.tentatively(
                () -> {
                    waitList.idle().end(tx, ending, idle, "somebody else");
                    return chosen(demands, later, situation(tx, labs, later)).filter(allowed);
                },
                Optional::isPresent);
    }

    private static Optional<Made> chosen(List<List<Demand>> demands, TimeSlot later, Situation situation) {
        return GroupChooser.choose(demands, later, situation).map(picked -> new Made(picked, later));
    }

    private Situation situation(Tx tx, List<Lab> labs, TimeSlot later) {
        return labs.stream()
                .map(lab -> waitList.situation(tx, lab, later))
                .reduce(Situation::and)
                .orElseThrow();
    }

    /** Returns what may be taken back in labs where nobody waits, in each the longest idle first. */
    private static Map<BookingId, UseRow> idle(Tx tx, List<Lab> labs) {
        Map<BookingId, UseRow> idle = new LinkedHashMap<>();
        for (Lab lab : labs) {
            if (new WaitingTable(tx).of(lab.id()).isEmpty()) {
                idle.putAll(IdlePods.reclaimable(tx, lab));
            }
        }
        return idle;
    }
}
