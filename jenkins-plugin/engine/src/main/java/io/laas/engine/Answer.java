package io.laas.engine;

import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import java.util.function.Function;

/** What comes of something asked for: it is done, or it is refused with a reason. */
public sealed interface Answer<T> {
    /** It is done; {@code value} tells how things stand now. */
    record Done<T>(T value) implements Answer<T> {}

    /** No. */
    record Refused<T>(Refusal refusal) implements Answer<T> {}

    static <T> Answer<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Answer<T> refused(RefusalCode code, String message) {
        return new Refused<>(Refusal.of(code, message));
    }

    static <T> Answer<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Returns what is done with the value, or the same refusal. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        if (this instanceof Refused<T> no) {
            return new Refused<>(no.refusal());
        }
        return next.apply(((Done<T>) this).value());
    }

    default <R> Answer<R> map(Function<T, R> function) {
        return then(value -> new Done<>(function.apply(value)));
    }
}
