package io.laas.engine.account;

import io.laas.engine.Answer;
import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.booking.RefusalCode;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How what was done is kept, to answer the same request again.
 *
 * @param text what is kept of it; never a secret
 * @param again the answer to the same request, from the text
 */
public record Kept<T>(Function<T, String> text, BiFunction<Tx, String, Answer<T>> again) {
    /** Keeps all of it as it was. */
    public static <T> Kept<T> as(Class<T> type) {
        return new Kept<>(Json::write, (tx, text) -> Answer.done(Json.read(text, type)));
    }

    /** Keeps its id; the same request is answered with how it stands by then. */
    public static <T> Kept<T> by(Function<T, ?> id, BiFunction<Tx, String, T> find) {
        return new Kept<>(id.andThen(String::valueOf), (tx, text) -> Answer.done(find.apply(tx, text)));
    }

    /** Keeps what may be known of something secret; the same request is refused with {@code sentence}, which has one %s for that. */
    static <T> Kept<T> withoutSecret(Function<T, String> known, String sentence) {
        return new Kept<>(known, (tx, text) -> Answer.refused(RefusalCode.WRONG_STATE, sentence.formatted(text)));
    }
}
