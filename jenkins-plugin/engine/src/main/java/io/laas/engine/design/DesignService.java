package io.laas.engine.design;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.design.Sharing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The pods, or the configs, that can be booked: those of the lab files, which nobody changes here, and those that users make. Each change
 * of what one describes makes a new version; bookings keep the version they were made with, also when it is deleted. VIEW sees what is
 * shared with one; BOOK makes, copies, and changes what is one's own; MANAGE_LABS sees and changes everything. A name is unique among
 * the pods, and among the configs, of a lab. Thread-safe.
 */
public final class DesignService<T> {
    private final Store store;
    private final Once once;
    private final Catalogue catalogue;
    private final DesignKind<T> kind;

    public DesignService(Store store, Catalogue catalogue, DesignKind<T> kind) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
        this.kind = kind;
    }

    /** Lists what the caller may book, of one lab or of all; nothing without the right VIEW. */
    public List<Design<T>> list(Optional<LabId> lab, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return List.of();
        }
        var labs = lab.map(id -> catalogue.lab(id).stream().toList()).orElseGet(catalogue::labs);
        return store.read(tx -> new Offers<>(tx, kind).all(labs, caller));
    }

    /**
     * Returns what is named.
     *
     * @param version an earlier version, for those who may change it; empty: the latest
     */
    public Answer<Design<T>> find(Where where, OptionalInt version, Caller caller) {
        if (version.isEmpty()) {
            return seen(caller, tx -> finding(tx, caller).one(where));
        }
        return seen(caller, tx -> new DesignChanges<>(tx, kind, catalogue, caller).version(where, version.getAsInt()));
    }

    /** Lists all versions, newest first, for those who may change it. */
    public Answer<List<Design<T>>> versions(Where where, Caller caller) {
        return seen(caller, tx -> new DesignChanges<>(tx, kind, catalogue, caller).versions(where));
    }

    private <R> Answer<R> seen(Caller caller, Function<Tx, Answer<R>> work) {
        return caller.has(Right.VIEW)
                ? store.read(work)
                : Answer.refused(RefusalCode.FORBIDDEN, "Seeing %ss needs the right VIEW.".formatted(kind.word()));
    }

    /** Makes one in a lab: the one named, or the only one there is. */
    public Answer<Design<T>> create(Optional<LabId> lab, T spec, Sharing sharing, Caller caller) {
        return change("making", kind.name().apply(spec), caller, changes -> changes.create(lab, spec, sharing));
    }

    /** Makes the next version of what has the name; the same again makes none. */
    public Answer<Design<T>> change(Optional<LabId> lab, T spec, Caller caller) {
        String name = kind.name().apply(spec);
        return change("changing", name, caller, changes -> changes.change(new Where(lab, name), spec));
    }

    /**
     * Makes one like another.
     *
     * @param to the lab of the copy; empty: that of the original
     */
    public Answer<Design<T>> copy(Where from, Optional<LabId> to, String name, Caller caller) {
        return change("copying", from.name(), caller, changes -> changes.copy(from, to, name));
    }

    public Answer<Design<T>> share(Where where, Sharing sharing, Caller caller) {
        return change("sharing", where.name(), caller, changes -> changes.share(where, sharing));
    }

    /** Takes it out of what can be booked; bookings that use it keep it, and its name is not given to others. */
    public Answer<Design<T>> delete(Where where, Caller caller) {
        return change("deleting", where.name(), caller, changes -> changes.delete(where));
    }

    private Answer<Design<T>> change(
            String what, String name, Caller caller, Function<DesignChanges<T>, Answer<Design<T>>> work) {
        String whole = "%s %s %s".formatted(what, kind.word(), name);
        return once.write(caller, kept(), tx -> {
            if (!caller.has(Right.BOOK) && !caller.managesLabs()) {
                return Audit.forbid(tx, caller, whole, Right.BOOK);
            }
            Answer<Design<T>> answer = work.apply(new DesignChanges<>(tx, kind, catalogue, caller));
            return answer instanceof Answer.Refused<Design<T>> no
                    ? Audit.refuse(tx, caller, whole, no.refusal())
                    : answer;
        });
    }

    private Kept<Design<T>> kept() {
        return Kept.by(
                d -> d.lab() + "/" + kind.name().apply(d.spec()),
                (tx, text) -> new DesignTable<>(tx, kind)
                        .find(new LabId(text.substring(0, text.indexOf('/'))), text.substring(text.indexOf('/') + 1))
                        .orElseThrow());
    }

    private Finding<T> finding(Tx tx, Caller caller) {
        return new Finding<>(tx, kind, catalogue, caller);
    }
}
