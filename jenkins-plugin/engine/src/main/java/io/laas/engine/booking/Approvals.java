package io.laas.engine.booking;

import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.project.ProjectTable;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.event.EventType;
import io.laas.model.lab.Approval;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which bookings need approval, by whom, and how they are asked for. */
final class Approvals {
    private final Catalogue catalogue;

    Approvals(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns why a new booking needs approval, under the lock of the owner's row; empty if it needs none. */
    List<String> reasons(Tx tx, UserId owner, Target target, TimeSlot slot) {
        Lab lab = target.lab();
        Optional<Approval> policy = lab.policy().approval();
        if (policy.isEmpty()) {
            return List.of();
        }
        Approval rules = policy.get();
        List<String> reasons = new ArrayList<>();
        rules.longerThan()
                .filter(most -> slot.length().compareTo(most) > 0)
                .ifPresent(most -> reasons.add("It is %s long; what is longer than %s needs approval."
                        .formatted(Sentences.duration(slot.length()), Sentences.duration(most))));
        rules.podsAbove().ifPresent(most -> {
            int pods = 1 + new OccupationTable(tx).held(owner, lab, slot) + new WaitingTable(tx).count(owner, lab.id());
            if (pods > most) {
                reasons.add("With it, %s would have %d pods of lab %s at the same time; more than %d need approval."
                        .formatted(owner, pods, lab.id(), most));
            }
        });
        if (rules.pods().contains(target.pod().id())) {
            reasons.add(
                    "Bookings of pod %s need approval.".formatted(target.pod().id()));
        }
        if (!rules.outside().isEmpty() && rules.outside().stream().noneMatch(p -> in(tx, p, owner))) {
            reasons.add("%s is not in project %s; others need approval."
                    .formatted(owner, String.join(" or ", rules.outside())));
        }
        return List.copyOf(reasons);
    }

    private static boolean in(Tx tx, String project, UserId user) {
        return new ProjectTable(tx).isMember(project, user);
    }

    /**
     * Lets a booking that is asked for wait for approval.
     *
     * @param choice the place that it keeps meanwhile, if the lab lets it; empty: nothing is free
     */
    BookingDecision ask(Tx tx, BookingRow asked, Wanted wanted, Optional<Choice> choice, Caller caller) {
        Target target = wanted.target();
        Approval rules = target.lab().policy().approval().orElseThrow();
        boolean holds = rules.holds() && choice.isPresent();
        BookingRow row =
                holds ? new Lifecycle(tx).change(asked, new Grants(tx).place(asked, target, choice.get())) : asked;
        Instant last = tx.now().plus(rules.within());
        Instant end = row.booking().slot().end();
        ApprovalRow approval = new ApprovalRow(
                row.id(),
                target.lab().id(),
                ApprovalState.OPEN,
                wanted.reasons(),
                last.isBefore(end) ? last : end,
                holds,
                wanted.mayWait(),
                target.vpod(),
                Optional.empty());
        new ApprovalTable(tx).insert(approval);
        tx.emit(Lifecycle.about(EventType.APPROVAL_ASKED, row.booking(), caller.actor())
                .with("reasons", String.join(" ", approval.reasons()))
                .with("until", approval.until())
                .with("approvers", names(approvers(tx, target.lab().id()))));
        return new BookingDecision.Asked(row.booking(), approval.until());
    }

    /**
     * A booking that needs approval.
     *
     * @param mayWait whether it may queue if nothing is free once it is approved
     */
    record Wanted(Target target, List<String> reasons, boolean mayWait) {}

    private static String names(Collection<UserId> users) {
        return users.stream().map(UserId::value).collect(Collectors.joining(" "));
    }

    /** Returns who may decide by name in the lab, besides those who manage bookings. */
    List<UserId> approvers(Tx tx, LabId lab) {
        Optional<Approval> rules = catalogue.lab(lab).flatMap(l -> l.policy().approval());
        TreeSet<UserId> all = new TreeSet<>();
        rules.ifPresent(r -> {
            all.addAll(r.approvers());
            r.approverProjects().forEach(p -> all.addAll(new ProjectTable(tx).members(p)));
        });
        return List.copyOf(all);
    }

    /** Returns whether the caller may decide about the booking; nobody approves their own but those who manage bookings. */
    boolean mayDecide(Tx tx, Booking booking, Caller caller) {
        return caller.managesBookings()
                || !booking.isMember(caller.user())
                        && approvers(tx, booking.lab()).contains(caller.user());
    }

    /** Returns the approvals of those of the bookings that have one. */
    Map<BookingId, ApprovalView> views(Tx tx, Collection<BookingId> bookings) {
        Map<LabId, List<UserId>> approvers = new HashMap<>();
        Map<BookingId, ApprovalView> views = new HashMap<>();
        new ApprovalTable(tx)
                .find(bookings)
                .forEach((id, row) ->
                        views.put(id, view(row, approvers.computeIfAbsent(row.lab(), lab -> approvers(tx, lab)))));
        return views;
    }

    private static ApprovalView view(ApprovalRow row, List<UserId> approvers) {
        return new ApprovalView(
                row.state(),
                row.reasons(),
                row.until(),
                row.holds(),
                approvers,
                row.decision().map(ApprovalRow.Decision::by),
                row.decision().map(ApprovalRow.Decision::at),
                row.decision().map(ApprovalRow.Decision::remark).filter(r -> !r.isEmpty()));
    }
}
