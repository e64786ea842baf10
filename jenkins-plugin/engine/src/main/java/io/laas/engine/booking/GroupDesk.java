package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Tx;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.Conflict;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Choice;
import io.laas.model.plan.GroupChooser;
import io.laas.model.plan.GroupChooser.Picked;
import io.laas.model.plan.Situation;
import io.laas.model.plan.SlotFinder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides on several pods that are asked for together: places for all are found and granted in one transaction, or none. */
final class GroupDesk {
    private final Catalogue catalogue;
    private final Desk desk;
    private final WaitList waitList;
    private final Approvals approvals;
    private final IdleRoom idle;

    GroupDesk(Catalogue catalogue, Starter starter, WaitList waitList) {
        this.catalogue = catalogue;
        this.desk = new Desk(catalogue, starter, waitList);
        this.waitList = waitList;
        this.approvals = new Approvals(catalogue);
        this.idle = new IdleRoom(waitList);
    }

    GroupDecision decide(Tx tx, GroupRequest group, Caller caller, Admission admission) {
        BookingRequest common = group.common();
        Optional<Refusal> impossible = PolicyRules.impossible(common.start(), common.length(), tx.now());
        if (impossible.isPresent()) {
            return new GroupDecision.Refused(impossible.get());
        }
        List<List<Target>> targets = new ArrayList<>();
        for (BookingRequest request : group.requests()) {
            Answer<List<Target>> found = new Targets(tx, catalogue).find(Desk.query(request), request.owner(), caller);
            if (found instanceof Answer.Refused<List<Target>> no) {
                return new GroupDecision.Refused(no.refusal());
            }
            targets.add(((Answer.Done<List<Target>>) found).value());
        }
        new AccountTable(tx).lock(group.owner());
        new HostTable(tx)
                .lock(targets.stream()
                        .flatMap(List::stream)
                        .flatMap(Desk::hosts)
                        .toList());
        List<List<Target>> open = new ArrayList<>();
        for (List<Target> these : targets) {
            Answer<List<Target>> some = admission.open(tx, group.owner(), these);
            if (some instanceof Answer.Refused<List<Target>> no) {
                return new GroupDecision.Refused(no.refusal());
            }
            open.add(((Answer.Done<List<Target>>) some).value());
        }
        TimeSlot slot = Desk.slot(common, open.get(0).get(0), tx.now());
        return allowed(tx, new GroupWish(group, open, slot), caller);
    }

    private GroupDecision allowed(Tx tx, GroupWish wish, Caller caller) {
        List<List<Target>> allowed = new ArrayList<>();
        int pods = wish.targets().size();
        for (int i = 0; i < pods; i++) {
            List<Target> these = new ArrayList<>();
            Refusal no = null;
            for (Target target : wish.targets().get(i)) {
                Optional<Refusal> refusal = desk.ruledOut(tx, wish.request(i), pods, caller, target, wish.slot());
                if (refusal.isEmpty()) {
                    these.add(target);
                } else {
                    no = no == null ? refusal.get() : no;
                }
            }
            if (these.isEmpty()) {
                return new GroupDecision.Refused(no);
            }
            allowed.add(these);
        }
        return decided(tx, new GroupWish(wish.group(), allowed, wish.slot()), caller);
    }

    private GroupDecision decided(Tx tx, GroupWish wish, Caller caller) {
        Situation situation = wish.labs().stream()
                .map(lab -> waitList.situation(tx, lab, wish.slot()))
                .reduce(Situation::and)
                .orElseThrow();
        Optional<List<Picked>> picked = GroupChooser.choose(wish.demands(), wish.slot(), situation);
        if (picked.isPresent()) {
            return placed(tx, wish, picked.get(), caller);
        }
        boolean mayWait = wish.group().common().mayWait();
        Optional<GroupWish> queue = mayWait ? queue(tx, wish) : Optional.empty();
        if (queue.isPresent()) {
            return queued(tx, queue.get(), caller);
        }
        return takenBack(tx, wish, caller)
                .orElseGet(() -> new GroupDecision.Refused(mayWait ? noQueue(wish) : taken(tx, wish, situation)));
    }

    /** Grants pods that are free or taken back because nobody uses them, if all can be had without anybody's approval. */
    private Optional<GroupDecision> takenBack(Tx tx, GroupWish wish, Caller caller) {
        GroupWish open = wish.only(
                target -> reasons(tx, wish, List.of(target), caller).get(0).isEmpty());
        return idle.make(tx, open.targets(), wish.slot(), room -> {
                    GroupWish later = open.at(room.slot());
                    return reasons(tx, later, later.targets(room.picked()), caller).stream()
                            .allMatch(List::isEmpty);
                })
                .map(room -> placed(tx, open.at(room.slot()), room.picked(), caller));
    }

    private GroupDecision placed(Tx tx, GroupWish wish, List<Picked> picked, Caller caller) {
        List<Target> targets = wish.targets(picked);
        List<Optional<Choice>> choices = picked.stream()
                .map(p -> Optional.of(new Choice(p.place(), wish.slot())))
                .toList();
        List<List<String>> reasons = reasons(tx, wish, targets, caller);
        if (reasons.stream().anyMatch(r -> !r.isEmpty())) {
            return ask(tx, wish, targets, choices, reasons, caller);
        }
        List<BookingRow> asked = asked(tx, wish, targets, caller);
        List<Booking> granted = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            granted.add(desk.granted(
                            tx, asked.get(i), targets.get(i), choices.get(i).orElseThrow(), caller)
                    .booking());
        }
        return new GroupDecision.Granted(granted);
    }

    private List<List<String>> reasons(Tx tx, GroupWish wish, List<Target> targets, Caller caller) {
        return targets.stream()
                .map(target -> caller.managesBookings()
                        ? List.<String>of()
                        : approvals.reasons(tx, wish.group().owner(), target, wish.slot(), in(targets, target.lab())))
                .toList();
    }

    private static int in(List<Target> targets, Lab lab) {
        return (int) targets.stream().filter(t -> t.lab().id().equals(lab.id())).count();
    }

    private List<BookingRow> asked(Tx tx, GroupWish wish, List<Target> targets, Caller caller) {
        List<BookingRow> rows = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            rows.add(desk.asked(tx, wish.request(i), caller, targets.get(i), wish.slot()));
        }
        return new BookingTable(tx).together(rows);
    }

    /** If one of them needs approval, all wait for it; one lab decides, so they must be in one. */
    private GroupDecision ask(
            Tx tx,
            GroupWish wish,
            List<Target> targets,
            List<Optional<Choice>> choices,
            List<List<String>> reasons,
            Caller caller) {
        if (targets.stream().map(t -> t.lab().id()).distinct().count() > 1) {
            return new GroupDecision.Refused(
                    Refusal.of(
                            RefusalCode.POLICY,
                            "Some of these pods need approval, and they are of several labs. Ask for those of each lab separately."));
        }
        List<String> all = List.copyOf(reasons.stream()
                .flatMap(List::stream)
                .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new)));
        List<BookingRow> asked = asked(tx, wish, targets, caller);
        List<BookingDecision.Asked> decisions = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Approvals.Wanted wanted = new Approvals.Wanted(
                    targets.get(i), all, wish.group().common().mayWait());
            decisions.add(approvals.ask(tx, asked.get(i), wanted, choices.get(i)));
        }
        Approvals.Wanted wanted = new Approvals.Wanted(targets.get(0), all, false);
        approvals.tell(tx, decisions.get(0), wanted, decisions.size(), caller);
        return new GroupDecision.Asked(
                decisions.stream().map(BookingDecision.Asked::booking).toList(),
                decisions.get(0).until());
    }

    /** Returns the first lab in whose queue they can stand: one that could serve all of them if it were empty. */
    private Optional<GroupWish> queue(Tx tx, GroupWish wish) {
        return wish.labs().stream()
                .flatMap(lab -> wish.in(lab).stream())
                .filter(one -> {
                    Situation now =
                            new Situations(tx, catalogue).read(one.labs().get(0), one.slot());
                    Situation empty = new Situation(now.hosts(), now.vpods(), List.of(), List.of());
                    return GroupChooser.choose(one.demands(), one.slot(), empty).isPresent();
                })
                .findFirst();
    }

    private static Refusal noQueue(GroupWish wish) {
        return Refusal.of(
                RefusalCode.TOO_LARGE,
                "No lab could serve %s together, whatever is free, so they cannot wait. Ask for fewer, or for them one by one."
                        .formatted(wish.group().pods()));
    }

    private GroupDecision queued(Tx tx, GroupWish wish, Caller caller) {
        List<Target> targets = wish.targets().stream().map(t -> t.get(0)).toList();
        List<List<String>> reasons = reasons(tx, wish, targets, caller);
        if (reasons.stream().anyMatch(r -> !r.isEmpty())) {
            List<Optional<Choice>> none =
                    targets.stream().map(t -> Optional.<Choice>empty()).toList();
            return ask(tx, wish, targets, none, reasons, caller);
        }
        List<BookingRow> asked = asked(tx, wish, targets, caller);
        List<Booking> waiting = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            waiting.add(Desk.queued(tx, asked.get(i), targets.get(i), caller).booking());
        }
        WaitPlace place =
                waitList.places(tx, wish.labs().get(0)).get(waiting.get(0).id());
        return new GroupDecision.Waiting(waiting, place.position(), place.expected());
    }

    private Refusal taken(Tx tx, GroupWish wish, Situation situation) {
        Set<Conflict> conflicts = new LinkedHashSet<>();
        wish.demands()
                .forEach(options -> options.forEach(d -> {
                    if (conflicts.isEmpty()) {
                        conflicts.addAll(Desk.conflicts(d, wish.slot(), situation));
                    }
                }));
        Situation whole = wish.labs().stream()
                .map(lab -> desk.far(tx, lab, wish.slot()))
                .reduce(Situation::and)
                .orElseThrow();
        TimeSlot starts =
                TimeSlot.of(wish.slot().start(), wish.labs().get(0).policy().horizon());
        Optional<TimeSlot> next = SlotFinder.nextFreeOfAny(
                        wish.demands(), wish.slot().length(), starts, whole)
                .map(SlotFinder.Together::slot);
        String why = conflicts.isEmpty() ? "" : " " + Sentences.of(List.copyOf(conflicts));
        String message = "%s are not free together from %s.%s %s"
                .formatted(
                        wish.group().pods(),
                        Sentences.slot(wish.slot()),
                        why,
                        Sentences.nextFree(next, wish.slot().length()));
        return new Refusal(RefusalCode.POD_TAKEN, message, List.copyOf(conflicts), next, Optional.empty());
    }
}
