package io.laas.engine.booking;

import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.GroupRequest;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Demand;
import io.laas.model.plan.GroupChooser.Picked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Several pods that are asked for together, with what could serve them.
 *
 * @param targets for each pod the labs that could serve it
 */
record GroupWish(GroupRequest group, List<List<Target>> targets, TimeSlot slot) {
    BookingRequest request(int pod) {
        return group.requests().get(pod);
    }

    List<Lab> labs() {
        return labs(targets);
    }

    /** Returns the labs, each once; what a lab has for one target only (images) does not make it another one. */
    static List<Lab> labs(List<List<Target>> targets) {
        Map<LabId, Lab> labs = new LinkedHashMap<>();
        targets.stream().flatMap(List::stream).map(Target::lab).forEach(lab -> labs.putIfAbsent(lab.id(), lab));
        return List.copyOf(labs.values());
    }

    List<List<Demand>> demands() {
        return demands(targets);
    }

    static List<List<Demand>> demands(List<List<Target>> targets) {
        return targets.stream()
                .map(t -> t.stream().map(Target::demand).toList())
                .toList();
    }

    /** Returns for each pod the target that was picked. */
    List<Target> targets(List<Picked> picked) {
        return IntStream.range(0, picked.size())
                .mapToObj(i -> targets.get(i).get(picked.get(i).option()))
                .toList();
    }

    /** Returns the same with some of the targets; a pod may be left without any. */
    GroupWish only(Predicate<Target> some) {
        return new GroupWish(
                group,
                targets.stream().map(t -> t.stream().filter(some).toList()).toList(),
                slot);
    }

    /** Returns the same with targets in one lab; empty if it does not serve all of it. */
    Optional<GroupWish> in(Lab lab) {
        GroupWish there = only(target -> target.lab().id().equals(lab.id()));
        return there.targets.stream().anyMatch(List::isEmpty) ? Optional.empty() : Optional.of(there);
    }

    /** Returns the same at another time. */
    GroupWish at(TimeSlot other) {
        return new GroupWish(group, targets, other);
    }
}
