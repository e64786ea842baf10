package io.laas.engine.draft;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.booking.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Drafts of the caller. A change names the revision it was made from and is refused when another one came first, so that of two sittings
 * neither loses anything without being told. Thread-safe.
 */
public final class DraftService {
    private static final int MAX_DRAFTS = 50;
    private static final Kept<Draft> DRAFT = Kept.as(Draft.class);

    private final Store store;
    private final Once once;

    public DraftService(Store store) {
        this.store = store;
        this.once = new Once(store);
    }

    /** Lists the caller's drafts, the latest changed first. */
    public List<Draft> list(Caller caller) {
        return store.read(tx -> new DraftTable(tx).of(caller.user()));
    }

    /** Returns one of the caller's drafts. */
    public Answer<Draft> find(long id, Caller caller) {
        return store.read(tx -> new DraftTable(tx)
                .find(id, caller.user())
                .map(Answer::done)
                .orElseGet(() -> Answer.refused(RefusalCode.UNKNOWN_DRAFT, unknown(id))));
    }

    /** Makes a draft; at most 50 for each user. */
    public Answer<Draft> create(Draft.Text text, Caller caller) {
        return once.write(caller, DRAFT, tx -> {
            if (!caller.has(Right.BOOK)) {
                return Audit.forbid(tx, caller, "making a draft", Right.BOOK);
            }
            new AccountTable(tx).lock(caller.user());
            DraftTable drafts = new DraftTable(tx);
            if (drafts.of(caller.user()).size() >= MAX_DRAFTS) {
                return Answer.refused(
                        RefusalCode.QUOTA,
                        "You have %d drafts already, the most there may be. Delete one first.".formatted(MAX_DRAFTS));
            }
            return Answer.done(drafts.insert(caller.user(), text));
        });
    }

    /** Changes a draft that is still at the revision; refused with CHANGED_MEANWHILE otherwise. */
    public Answer<Draft> change(long id, int revision, Draft.Text text, Caller caller) {
        return onOwn(id, caller, tx -> draft -> {
            if (draft.revision() != revision) {
                return Answer.refused(
                        RefusalCode.CHANGED_MEANWHILE,
                        "Draft %d was changed in the meantime: it is at revision %d, your change was made from %d. Look at it again; nothing was overwritten."
                                .formatted(id, draft.revision(), revision));
            }
            new DraftTable(tx).change(id, text);
            return Answer.done(new DraftTable(tx).find(id, caller.user()).orElseThrow());
        });
    }

    /** Deletes a draft; what was booked by it stays. */
    public Answer<Draft> delete(long id, Caller caller) {
        return onOwn(id, caller, tx -> draft -> {
            new DraftTable(tx).delete(id);
            return Answer.done(draft);
        });
    }

    private Answer<Draft> onOwn(long id, Caller caller, Function<Tx, Function<Draft, Answer<Draft>>> work) {
        return once.write(caller, DRAFT, tx -> {
            if (!caller.has(Right.BOOK)) {
                return Audit.forbid(tx, caller, "changing a draft", Right.BOOK);
            }
            Optional<Draft> found = new DraftTable(tx).lock(id, caller.user());
            return found.map(work.apply(tx)).orElseGet(() -> Answer.refused(RefusalCode.UNKNOWN_DRAFT, unknown(id)));
        });
    }

    private static String unknown(long id) {
        return "You have no draft %d. List your drafts to see which there are.".formatted(id);
    }
}
