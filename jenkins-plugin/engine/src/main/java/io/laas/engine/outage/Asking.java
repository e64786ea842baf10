package io.laas.engine.outage;

import io.laas.engine.booking.Sentences;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Until when holders answer whether their bookings end before an outage. */
final class Asking {
    private Asking() {}

    /** Returns what is wrong with asking until an instant about an outage in the slot. */
    static Optional<Refusal> wrong(TimeSlot outage, Instant until, Lab lab, Instant now) {
        Instant last = outage.start().minus(lab.policy().cleaning());
        return until.isAfter(now) && !until.isAfter(last)
                ? Optional.empty()
                : no(
                        "Holders must have time to answer, at most until bookings would have to end on %s: was %s, it is %s."
                                .formatted(last, until, now));
    }

    /**
     * Returns what is wrong with asking before each time of a series.
     *
     * @param before how long before each time they must have answered
     * @param ahead how far ahead times are set
     */
    static Optional<Refusal> wrong(TimeSlot first, Duration before, Duration ahead, Lab lab, Instant now) {
        Duration cleaning = lab.policy().cleaning();
        if (before.isNegative() || before.isZero() || before.compareTo(cleaning) < 0) {
            return no(
                    "Holders must have answered before their bookings would have to end: answerBefore must be longer than nothing and at least %s, the time lab %s needs for cleaning, was %s."
                            .formatted(Sentences.duration(cleaning), lab.id(), before));
        }
        if (before.compareTo(ahead) >= 0) {
            return no(
                    "Holders are asked when a time is set, which lab %s does %s ahead: answerBefore must be shorter than that, was %s."
                            .formatted(lab.id(), Sentences.duration(ahead), before));
        }
        Instant until = first.start().minus(before);
        return until.isAfter(now)
                ? Optional.empty()
                : no(
                        "Holders must have time to answer: for the first outage on %s they would have had to by %s, it is %s. Begin later, or give a shorter answerBefore."
                                .formatted(first.start(), until, now));
    }

    /**
     * Returns until when holders answer about one time of a series; empty if it is too late to ask them.
     *
     * @param before how long before it, and never after bookings would have to end
     */
    static Optional<Instant> until(TimeSlot outage, Duration before, Lab lab, Instant now) {
        Duration cleaning = lab.policy().cleaning();
        Instant until = outage.start().minus(before.compareTo(cleaning) < 0 ? cleaning : before);
        return until.isAfter(now) ? Optional.of(until) : Optional.empty();
    }

    private static Optional<Refusal> no(String sentence) {
        return Optional.of(Refusal.of(RefusalCode.INVALID, sentence));
    }
}
