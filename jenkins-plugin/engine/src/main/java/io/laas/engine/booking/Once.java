package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.booking.RefusalCode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does something once for each idempotency key; the key is kept in the same transaction as what was done. */
final class Once {
    private final Tx tx;
    private final Caller caller;
    private final String what;
    private final Optional<String> key;

    Once(Tx tx, Caller caller, String what, Optional<String> key) {
        this.tx = tx;
        this.caller = caller;
        this.what = what;
        this.key = key.filter(k -> !k.isBlank());
    }

    /** Returns what was done before under the key, or does the work; refusals are not kept. */
    <T> Answer<T> or(Function<BookingRow, T> before, Supplier<Answer<T>> work, Function<T, BookingId> booking) {
        Optional<IdempotencyTable.Done> done = key.flatMap(k -> new IdempotencyTable(tx).find(caller.user(), k));
        if (done.isPresent()) {
            return replay(done.get(), before);
        }
        Answer<T> answer = work.get();
        if (key.isPresent() && answer instanceof Answer.Done<T> yes) {
            BookingId id = booking.apply(yes.value());
            new IdempotencyTable(tx).put(caller.user(), key.get(), new IdempotencyTable.Done(hash(), id));
        }
        return answer;
    }

    private <T> Answer<T> replay(IdempotencyTable.Done done, Function<BookingRow, T> before) {
        if (!done.requestHash().equals(hash())) {
            return Audit.refuse(
                    tx,
                    caller,
                    "using an idempotency key again",
                    RefusalCode.INVALID,
                    "This idempotency key was used for another request (booking %s) within 24 hours. Use a new key."
                            .formatted(done.booking()));
        }
        return Answer.done(before.apply(new BookingTable(tx).get(done.booking())));
    }

    private String hash() {
        return IdempotencyTable.hash(what);
    }
}
