package io.laas.chat.client;

import io.laas.model.wire.ErrorJson;
import java.util.Optional;
import java.util.function.Function;

/** What a call to the API gave: a value, or an error that says what, which, why and what next. */
public sealed interface ApiResult<T> {
    /** The server did it. */
    record Ok<T>(T got) implements ApiResult<T> {}

    /**
     * It did not.
     *
     * @param status HTTP status; 0 if no answer came
     * @param why with code {@code UNREACHABLE} if no answer came
     */
    record Failed<T>(int status, ErrorJson why) implements ApiResult<T> {}

    default <R> R either(Function<? super T, ? extends R> ok, Function<ErrorJson, ? extends R> failed) {
        return this instanceof Ok<T> good ? ok.apply(good.got()) : failed.apply(((Failed<T>) this).why());
    }

    default Optional<T> value() {
        return this instanceof Ok<T> good ? Optional.ofNullable(good.got()) : Optional.empty();
    }

    default Optional<ErrorJson> error() {
        return this instanceof Failed<T> failed ? Optional.of(failed.why()) : Optional.empty();
    }

    /** Returns the result with the value changed, or the failure. */
    default <R> ApiResult<R> map(Function<? super T, ? extends R> change) {
        return then(got -> new Ok<>(change.apply(got)));
    }

    /** Returns the result of a further call with the value, or the failure. */
    default <R> ApiResult<R> then(Function<? super T, ApiResult<R>> next) {
        if (this instanceof Ok<T> good) {
            return next.apply(good.got());
        }
        Failed<T> failed = (Failed<T>) this;
        return new Failed<>(failed.status(), failed.why());
    }
}
