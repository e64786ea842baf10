package io.laas.engine.booking;

import io.laas.model.TimeSlot;
import io.laas.model.booking.Booker;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Approval;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What a lab's policy says to a request or an extension. Pure; managers are not asked. */
final class PolicyRules {
    /** Clocks differ and requests travel: a start so little past means now. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(3660);

    private PolicyRules() {}

    static Duration length(Optional<Duration> wanted, Booker booker, Policy policy) {
        return wanted.orElse(booker == Booker.PIPELINE ? policy.pipelineDefault() : policy.defaultLength());
    }

    /** Returns what is plainly wrong with the times, whoever asks. */
    static Optional<Refusal> impossible(Optional<Instant> start, Optional<Duration> length, Instant now) {
        if (length.filter(l -> l.isNegative() || l.isZero() || l.compareTo(LONGEST) > 0)
                .isPresent()) {
            return no(
                    RefusalCode.INVALID,
                    "The length must be more than nothing and at most ten years, was %s.".formatted(length.get()));
        }
        if (start.filter(s -> s.isBefore(now.minus(TOLERANCE))).isPresent()) {
            return no(
                    RefusalCode.INVALID,
                    "The start %s has passed; it is %s. Leave it out to start now."
                            .formatted(Sentences.time(start.get()), Sentences.time(now)));
        }
        return start.filter(s -> s.isAfter(now.plus(LONGEST)))
                .flatMap(s -> no(RefusalCode.INVALID, "The start %s is more than ten years away.".formatted(s)));
    }

    static Optional<Refusal> refusal(BookingRequest request, TimeSlot slot, Instant now, Lab lab) {
        Policy policy = lab.policy();
        boolean pipeline = request.booker() == Booker.PIPELINE;
        Duration most = pipeline ? policy.pipelineMax() : policy.maxLength();
        if (slot.length().compareTo(most) > 0 || slot.length().compareTo(policy.minLength()) < 0) {
            return no(
                    RefusalCode.POLICY,
                    "Lab %s lets %s book for %s to %s, not for %s."
                            .formatted(
                                    lab.id(),
                                    pipeline ? "pipelines" : "people",
                                    Sentences.duration(policy.minLength()),
                                    Sentences.duration(most),
                                    Sentences.duration(slot.length())));
        }
        if (slot.start().isAfter(now.plus(policy.horizon()))) {
            return no(
                    RefusalCode.POLICY,
                    "Lab %s takes bookings that start within %s, until %s."
                            .formatted(
                                    lab.id(),
                                    Sentences.duration(policy.horizon()),
                                    Sentences.time(now.plus(policy.horizon()))));
        }
        return Optional.empty();
    }

    /** Returns why the policy lets a booking not be extended at all now. */
    static Optional<Refusal> noExtension(BookingRow row, Instant now, Lab lab) {
        Policy policy = lab.policy();
        if (row.booking().extensions() >= policy.maxExtensions()) {
            return no(
                    RefusalCode.POLICY,
                    "Booking %s was extended %d times already, the most that lab %s allows. Ask %s."
                            .formatted(row.id(), row.booking().extensions(), lab.id(), contact(lab)));
        }
        Instant from = row.booking().slot().end().minus(policy.extensionWindow());
        if (now.isBefore(from)) {
            return no(
                    RefusalCode.POLICY,
                    "Booking %s can be extended from %s on (%s before its end)."
                            .formatted(row.id(), Sentences.time(from), Sentences.duration(policy.extensionWindow())));
        }
        return Optional.empty();
    }

    /** Returns until when the policy lets a booking be extended in one go. */
    static Instant extensionLimit(BookingRow row, Lab lab, boolean approved) {
        TimeSlot slot = row.booking().slot();
        Instant limit = slot.end().plus(lab.policy().maxExtension());
        Optional<Instant> whole = wholeLength(row, lab, approved).map(slot.start()::plus);
        return whole.filter(limit::isAfter).orElse(limit);
    }

    /** Returns how long the policy lets a booking be as a whole, extensions included; empty if it does not say. */
    static Optional<Duration> wholeLength(BookingRow row, Lab lab, boolean approved) {
        Optional<Duration> pipeline = Optional.of(lab.policy().pipelineMax())
                .filter(l -> row.booking().booker() == Booker.PIPELINE);
        Optional<Duration> unapproved =
                approved ? Optional.empty() : lab.policy().approval().flatMap(Approval::longerThan);
        return Stream.concat(pipeline.stream(), unapproved.stream()).min(Comparator.naturalOrder());
    }

    static String contact(Lab lab) {
        return lab.contact() == null || lab.contact().isBlank() ? "an admin of the lab" : lab.contact();
    }

    private static Optional<Refusal> no(RefusalCode code, String message) {
        return Optional.of(Refusal.of(code, message));
    }
}
