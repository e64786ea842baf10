package io.laas.engine.account;

import io.laas.engine.Answer;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.booking.RefusalCode;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes what callers ask for, once for each of their idempotency keys. The key is taken before anything is looked at and kept with the
 * result in the transaction of the change, so the same request waits for the first one and is answered like it, whatever the first one
 * took away. Refusals are not kept: what is refused now may be asked for again. Thread-safe.
 */
public final class Once {
    private final Store store;

    public Once(Store store) {
        this.store = store;
    }

    /** Does the work in a transaction, or returns what was done before under the caller's key. */
    public <T> Answer<T> write(Caller caller, Kept<T> kept, Function<Tx, Answer<T>> work) {
        return store.write(tx -> caller.key().isEmpty() ? work.apply(tx) : once(tx, caller, kept, work));
    }

    /**
     * Returns what the same request was answered with before; empty if the caller's key was not used. For work that is done before it is
     * written: such work must come to the same if it is done again.
     */
    public <T> Optional<Answer<T>> before(Caller caller, Kept<T> kept) {
        return caller.key()
                .flatMap(key -> store.write(
                        tx -> new OnceTable(tx).find(caller.user(), key).map(row -> again(tx, caller, kept, row))));
    }

    private static <T> Answer<T> once(Tx tx, Caller caller, Kept<T> kept, Function<Tx, Answer<T>> work) {
        RequestKey key = caller.key().orElseThrow();
        OnceTable table = new OnceTable(tx);
        Optional<OnceTable.Row> before = table.findOrClaim(caller.user(), key);
        if (before.isPresent()) {
            return again(tx, caller, kept, before.get());
        }
        Answer<T> answer = work.apply(tx);
        if (answer instanceof Answer.Done<T> done) {
            table.keep(caller.user(), key, kept.text().apply(done.value()));
        } else {
            table.remove(caller.user(), key);
        }
        return answer;
    }

    private static <T> Answer<T> again(Tx tx, Caller caller, Kept<T> kept, OnceTable.Row before) {
        boolean same = before.requestHash()
                .equals(Secrets.hash(caller.key().orElseThrow().request()));
        if (!same || before.result().isEmpty()) {
            return Audit.refuse(
                    tx,
                    caller,
                    "using an idempotency key again",
                    RefusalCode.KEY_REUSED,
                    "This idempotency key was used within the last 24 hours for another request, which was done. Use a new key.");
        }
        return kept.again().apply(tx, before.result().get());
    }

    /** Forgets keys that are too old to count. */
    public void purge() {
        store.write(tx -> {
            new OnceTable(tx).purge();
            return true;
        });
    }
}
