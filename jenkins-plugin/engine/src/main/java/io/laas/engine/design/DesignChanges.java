package io.laas.engine.design;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Caller;
import io.laas.engine.design.Design.Made;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.project.ProjectService;
import io.laas.engine.project.ProjectTable;
import io.laas.engine.snapshot.SnapshotImages;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.design.Sharing;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Config;
import java.util.List;
import java.util.Optional;

/** Changes of one caller to pods or configs, in one transaction. */
final class DesignChanges<T> {
    private final Tx tx;
    private final DesignKind<T> kind;
    private final Caller caller;
    private final DesignTable<T> table;
    private final Finding<T> finding;

    DesignChanges(Tx tx, DesignKind<T> kind, Catalogue catalogue, Caller caller) {
        this.tx = tx;
        this.kind = kind;
        this.caller = caller;
        this.table = new DesignTable<>(tx, kind);
        this.finding = new Finding<>(tx, kind, catalogue, caller);
    }

    Answer<Design<T>> create(Optional<LabId> wanted, T spec, Sharing sharing) {
        return finding.lab(wanted).then(lab -> {
            new AccountTable(tx).lock(caller.user());
            String name = kind.name().apply(spec);
            // read once: what somebody else makes after that is met by the primary key, and the work is done again
            Optional<Made> before = table.find(lab.id(), name).flatMap(Design::made);
            Optional<Refusal> no = kind.check()
                    .apply(spec, offered(lab, spec))
                    .or(() -> strangers(sharing))
                    .or(() -> quota(lab))
                    .or(() -> taken(lab, name, before).map(taken -> taken.at("name")));
            return no.isPresent() ? Answer.refused(no.get()) : Answer.done(made(lab, spec, sharing, before));
        });
    }

    /** Returns the lab with those snapshots that the caller may use and the config names. */
    private Lab offered(Lab lab, T spec) {
        return spec instanceof Config config ? new SnapshotImages(tx).with(lab, config, caller.user(), caller) : lab;
    }

    private Design<T> made(Lab lab, T spec, Sharing sharing, Optional<Made> before) {
        if (before.isEmpty()) {
            table.insert(lab.id(), kind.name().apply(spec), caller.user());
        }
        int version = before.map(Made::version).orElse(0) + 1;
        return put(
                new Design<>(lab.id(), spec, Optional.of(new Made(caller.user(), sharing, version, tx.now(), false))),
                true);
    }

    Answer<Design<T>> change(Where where, T spec) {
        return own(where)
                .then(design -> finding.lab(Optional.of(design.lab())).then(lab -> {
                    Optional<Refusal> no = kind.check().apply(spec, offered(lab, spec));
                    if (no.isPresent()) {
                        return Answer.refused(no.get());
                    }
                    if (design.spec().equals(spec)) {
                        return Answer.done(design);
                    }
                    Made m = design.made().orElseThrow();
                    Made next = new Made(m.owner(), m.sharing(), m.version() + 1, tx.now(), false);
                    return Answer.done(put(new Design<>(lab.id(), spec, Optional.of(next)), true));
                }));
    }

    Answer<Design<T>> copy(Where from, Optional<LabId> to, String name) {
        return finding.one(from)
                .then(original -> create(
                        to.or(() -> Optional.of(original.lab())),
                        kind.named().apply(original.spec(), name),
                        Sharing.PRIVATE));
    }

    Answer<Design<T>> share(Where where, Sharing sharing) {
        return own(where).then(design -> {
            Optional<Refusal> no = strangers(sharing);
            Made m = design.made().orElseThrow();
            return no.isPresent()
                    ? Answer.refused(no.get())
                    : Answer.done(put(with(design, new Made(m.owner(), sharing, m.version(), m.at(), false)), false));
        });
    }

    Answer<Design<T>> delete(Where where) {
        return own(where).then(design -> {
            Made m = design.made().orElseThrow();
            return Answer.done(put(with(design, new Made(m.owner(), m.sharing(), m.version(), m.at(), true)), false));
        });
    }

    Answer<List<Design<T>>> versions(Where where) {
        return own(where).map(d -> table.versions(d.lab(), kind.name().apply(d.spec())));
    }

    Answer<Design<T>> version(Where where, int version) {
        return own(where)
                .then(d -> table.find(d.lab(), kind.name().apply(d.spec()), version)
                        .map(Answer::done)
                        .orElseGet(() -> Answer.refused(
                                kind.unknown(),
                                "%s has no version %d; the latest is %d."
                                        .formatted(
                                                title(d),
                                                version,
                                                d.made().orElseThrow().version()))));
    }

    private static <T> Design<T> with(Design<T> design, Made made) {
        return new Design<>(design.lab(), design.spec(), Optional.of(made));
    }

    private Design<T> put(Design<T> design, boolean newVersion) {
        Made made = design.made().orElseThrow();
        String name = kind.name().apply(design.spec());
        if (newVersion) {
            table.insertVersion(design.lab(), design.spec(), made.version(), caller.user());
        }
        table.update(design.lab(), name, made);
        tx.emit(EventDraft.of(kind.changed(), caller.actor())
                .in(design.lab())
                .with(kind.word(), name)
                .with("owner", made.owner())
                .with("version", made.version())
                .with("sharing", made.sharing())
                .with("deleted", made.deleted()));
        return design;
    }

    /** Returns what is named if the caller may change it, locked and read after the lock. */
    private Answer<Design<T>> own(Where where) {
        return finding.one(where).then(seen -> {
            if (seen.made().isEmpty()) {
                return Answer.refused(
                        RefusalCode.FORBIDDEN,
                        "%s of lab %s stands in its lab file and is changed there. Copy it to make one of your own."
                                .formatted(title(seen), seen.lab()));
            }
            if (!caller.managesLabs() && !seen.made().get().owner().equals(caller.user())) {
                return Answer.refused(
                        RefusalCode.FORBIDDEN,
                        "%s belongs to %s, who may change it; so may those with the right MANAGE_LABS. Copy it to make one of your own."
                                .formatted(title(seen), seen.made().get().owner()));
            }
            table.lock(seen.lab(), where.name());
            return finding.one(Where.of(seen.lab(), where.name()));
        });
    }

    private String title(Design<T> design) {
        String name = kind.name().apply(design.spec());
        return Character.toUpperCase(kind.word().charAt(0)) + kind.word().substring(1) + " " + name;
    }

    private Optional<Refusal> strangers(Sharing sharing) {
        return sharing.project()
                .filter(p -> !new ProjectTable(tx).isMember(p, caller.user()))
                .map(p -> Refusal.of(RefusalCode.UNKNOWN_PROJECT, ProjectService.unknown(p)));
    }

    private Optional<Refusal> quota(Lab lab) {
        int most = lab.userPods().maxKept();
        return caller.managesLabs() || table.kept(caller.user(), lab.id()) < most
                ? Optional.empty()
                : no(
                        RefusalCode.QUOTA,
                        "%s may keep at most %d %ss in lab %s. Delete one first.",
                        caller.user(),
                        most,
                        kind.word(),
                        lab.id());
    }

    private Optional<Refusal> taken(Lab lab, String name, Optional<Made> made) {
        if (kind.inLab(lab, name).isPresent()) {
            return no(
                    RefusalCode.NAME_TAKEN,
                    "Lab %s has a %s %s in its lab file. Take another name.",
                    lab.id(),
                    kind.word(),
                    name);
        }
        boolean mine = made.filter(m -> m.owner().equals(caller.user())).isPresent();
        if (made.isEmpty() || mine && made.get().deleted()) {
            return Optional.empty();
        }
        return mine
                ? no(
                        RefusalCode.NAME_TAKEN,
                        "You have a %s %s in lab %s already. Change it, or take another name.",
                        kind.word(),
                        name,
                        lab.id())
                : no(
                        RefusalCode.NAME_TAKEN,
                        "Another user's %s in lab %s has, or had, the name %s. Take another name.",
                        kind.word(),
                        lab.id(),
                        name);
    }

    private static Optional<Refusal> no(RefusalCode code, String message, Object... values) {
        return Optional.of(Refusal.of(code, message.formatted(values)));
    }
}
