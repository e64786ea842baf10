package io.laas.engine.account;

import io.laas.engine.Answer;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;

/** Keeps record of what was refused to whom. */
public final class Audit {
    private static final int MAX_MESSAGE = 1000;

    private Audit() {}

    /** Records the refusal with the event given (what it concerns) and returns it as the answer. */
    public static <T> Answer<T> refuse(Tx tx, Caller caller, String what, Refusal refusal) {
        String message = refusal.message();
        tx.emit(EventDraft.of(EventType.REFUSED, caller.actor())
                .with("what", what)
                .with("code", refusal.code().name())
                .with("message", message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE)));
        return Answer.refused(refusal);
    }

    public static <T> Answer<T> refuse(Tx tx, Caller caller, String what, RefusalCode code, String message) {
        return refuse(tx, caller, what, Refusal.of(code, message));
    }

    /** Records and returns that the caller lacks a right. */
    public static <T> Answer<T> forbid(Tx tx, Caller caller, String what, Right needed) {
        return refuse(
                tx,
                caller,
                what,
                RefusalCode.FORBIDDEN,
                "%s needs the right %s, which %s does not have here. Ask an admin of the lab."
                        .formatted(what, needed, caller.user()));
    }
}
