package io.laas.engine.outage;

import io.laas.model.Names;
import io.laas.model.TimeSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When something happens again and again, by a rule of RFC 5545 in the local time of a zone: what is at 22:00 stays at 22:00 when clocks
 * change. A start that a change skips is as much later; of one that is there twice the first counts.
 */
final class Recurrence {
    private static final int MAX_RULE = 200;
    private static final Duration LOOKED_AT = Duration.ofDays(800);
    private static final Set<Freq> KNOWN = EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    private final RecurrenceRule rule;
    private final LocalDateTime first;
    private final Duration length;
    private final ZoneId zone;

    /**
     * Reads a rule such as {@code FREQ=WEEKLY;BYDAY=SA}.
     *
     * @param slot the first time, in which the rule must begin
     * @throws IllegalArgumentException with one sentence if it is no rule, or none that can be followed
     */
    Recurrence(String rule, TimeSlot slot, ZoneId zone) {
        this.rule = parsed(rule);
        this.zone = zone;
        this.first = LocalDateTime.ofInstant(slot.start(), zone).truncatedTo(ChronoUnit.SECONDS);
        this.length = Duration.between(first, LocalDateTime.ofInstant(slot.end(), zone));
        check(slot);
    }

    private static RecurrenceRule parsed(String text) {
        if (text.length() > MAX_RULE) {
            throw new IllegalArgumentException("repeat must be at most %d characters".formatted(MAX_RULE));
        }
        String shown = Names.clean(text, MAX_RULE);
        RecurrenceRule rule;
        try {
            rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "repeat must be a rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=SA or FREQ=MONTHLY;BYDAY=2SU, was '%s'"
                            .formatted(shown),
                    e);
        }
        if (!KNOWN.contains(rule.getFreq())) {
            throw new IllegalArgumentException(
                    "repeat must be DAILY, WEEKLY, MONTHLY or YEARLY, was '%s'".formatted(shown));
        }
        if (Stream.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND).anyMatch(rule::hasPart)) {
            throw new IllegalArgumentException(
                    "repeat says the days, and start says the time of day: leave BYHOUR, BYMINUTE and BYSECOND out of '%s', and set one series for each time of day"
                            .formatted(shown));
        }
        return rule;
    }

    private void check(TimeSlot slot) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("an outage that repeats must end after it starts");
        }
        List<TimeSlot> times = between(slot.start(), slot.start().plus(LOOKED_AT));
        if (times.isEmpty() || !times.get(0).start().equals(slot.start())) {
            throw new IllegalArgumentException("the first outage starts %s %s, which repeat does not give%s"
                    .formatted(
                            first,
                            zone,
                            times.isEmpty()
                                    ? ""
                                    : "; it gives "
                                            + LocalDateTime.ofInstant(
                                                    times.get(0).start(), zone)));
        }
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).overlaps(times.get(i - 1))) {
                throw new IllegalArgumentException("an outage that repeats must be over before it comes again");
            }
        }
    }

    /** Returns the times that start from {@code from} on and before {@code end}; at most one a day. */
    List<TimeSlot> between(Instant from, Instant end) {
        List<TimeSlot> times = new ArrayList<>();
        walk(slot -> {
            if (!slot.start().isBefore(from) && slot.start().isBefore(end)) {
                times.add(slot);
            }
            return slot.start().isBefore(end);
        });
        return times;
    }

    /** Returns whether it comes again at {@code from} or later. */
    boolean comesFrom(Instant from) {
        return !walk(slot -> slot.start().isBefore(from));
    }

    /** Returns whether the rule ended while the times were still wanted. */
    private boolean walk(Predicate<TimeSlot> more) {
        try {
            return walked(more);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "repeat cannot be followed: UNTIL must be a local time such as 20270101T000000, and there must be such days",
                    e);
        }
    }

    private boolean walked(Predicate<TimeSlot> more) {
        RecurrenceRuleIterator all = rule.iterator(new DateTime(
                first.getYear(),
                first.getMonthValue() - 1,
                first.getDayOfMonth(),
                first.getHour(),
                first.getMinute(),
                first.getSecond()));
        while (all.hasNext()) {
            if (!more.test(slot(all.nextDateTime()))) {
                return false;
            }
        }
        return true;
    }

    private TimeSlot slot(DateTime at) {
        LocalDateTime start = LocalDateTime.of(
                at.getYear(), at.getMonth() + 1, at.getDayOfMonth(), at.getHours(), at.getMinutes(), at.getSeconds());
        Instant from = start.atZone(zone).toInstant();
        Instant to = start.plus(length).atZone(zone).toInstant();
        return new TimeSlot(from, to.isAfter(from) ? to : from.plus(length));
    }
}
