package io.laas.engine.project;

import io.laas.engine.Answer;
import io.laas.engine.account.AccountTable;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.booking.MemberChange;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Columns;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Names;
import io.laas.model.UserId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Projects to make, to see and to change. BOOK makes them; their owners and MANAGE_BOOKINGS change them. Thread-safe. */
public final class ProjectService {
    private static final int MAX_MEMBERS = 100;
    private static final int MAX_SHOWN = 2000;
    private static final Kept<Project> PROJECT =
            Kept.by(Project::name, (tx, name) -> new ProjectTable(tx).find(name).orElseThrow());

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;

    public ProjectService(Store store, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.store = store;
        this.once = new Once(store);
    }

    /** Lists the caller's projects, all of them for those who manage bookings or labs; none without the right VIEW. */
    public List<Project> list(Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return List.of();
        }
        boolean all = caller.managesBookings() || caller.managesLabs();
        return store.read(tx -> all ? new ProjectTable(tx).all() : new ProjectTable(tx).of(caller.user()));
    }

    /**
     * Makes a project; the caller owns it and is in it. One whose members may do more in a lab than others is for those who manage bookings or
     * labs to make, since its owner decides who is in it.
     *
     * @throws IllegalArgumentException if the name is not one
     */
    public Answer<Project> create(String name, Set<UserId> members, Caller caller) {
        Names.require("project", name);
        return once.write(caller, PROJECT, tx -> {
            if (!caller.has(Right.BOOK)) {
                return Audit.forbid(tx, caller, "making project " + name, Right.BOOK);
            }
            new AccountTable(tx).lock(caller.user());
            ProjectTable projects = new ProjectTable(tx);
            if (projects.find(name).isPresent()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "making project " + name,
                        RefusalCode.NAME_TAKEN,
                        "There is a project %s already. Take another name, or ask to be added to it.".formatted(name));
            }
            Optional<Lab> lab = favouring(name).filter(l -> !caller.managesBookings() && !caller.managesLabs());
            if (lab.isPresent()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "making project " + name,
                        RefusalCode.FORBIDDEN,
                        "Lab %s lets the members of project %s do more than others, so only those who manage bookings or labs can make it. Take another name, or ask an admin of the lab."
                                .formatted(lab.get().id(), name));
            }
            projects.insert(name, caller.user());
            return changed(tx, name, Set.of(), with(members, caller.user()), caller);
        });
    }

    private Optional<Lab> favouring(String project) {
        return catalogue.labs().stream()
                .filter(l -> l.policy().favoured().contains(project))
                .findFirst();
    }

    /** Adds and removes members; the owner stays. Members may remove themselves. */
    public Answer<Project> change(String name, MemberChange change, Caller caller) {
        return once.write(caller, PROJECT, tx -> {
            Optional<Project> found = new ProjectTable(tx).lock(name);
            if (found.filter(p -> mayKnow(p, caller)).isEmpty()) {
                return Audit.refuse(tx, caller, "changing project", RefusalCode.UNKNOWN_PROJECT, unknown(name));
            }
            if (!mayChange(found.get(), change, caller)) {
                return Audit.refuse(
                        tx,
                        caller,
                        "changing project " + name,
                        RefusalCode.FORBIDDEN,
                        "Project %s belongs to %s, who may change its members; so may those with the right MANAGE_BOOKINGS."
                                .formatted(name, found.get().owner()));
            }
            Set<UserId> members = with(found.get().members(), change.add());
            members.removeAll(change.remove());
            return changed(
                    tx, name, found.get().members(), with(members, found.get().owner()), caller);
        });
    }

    private static boolean mayKnow(Project project, Caller caller) {
        return caller.managesBookings() || project.members().contains(caller.user());
    }

    private static boolean mayChange(Project project, MemberChange change, Caller caller) {
        boolean leaving = change.add().isEmpty() && change.remove().equals(Set.of(caller.user()));
        return leaving || caller.managesBookings() || project.owner().equals(caller.user()) && caller.has(Right.BOOK);
    }

    /** Returns the sentence about a project that the caller does not know. */
    public static String unknown(String name) {
        return "You are in no project %s. List the projects to see which there are.".formatted(Names.clean(name, 40));
    }

    private static Set<UserId> with(Set<UserId> members, UserId more) {
        return with(members, Set.of(more));
    }

    private static Set<UserId> with(Set<UserId> members, Set<UserId> more) {
        Set<UserId> all = new HashSet<>(members);
        all.addAll(more);
        return all;
    }

    private static Answer<Project> changed(Tx tx, String name, Set<UserId> before, Set<UserId> after, Caller caller) {
        if (after.size() > MAX_MEMBERS) {
            return Audit.refuse(
                    tx,
                    caller,
                    "changing project " + name,
                    RefusalCode.INVALID,
                    "A project may have at most %d members, these are %d.".formatted(MAX_MEMBERS, after.size()));
        }
        ProjectTable projects = new ProjectTable(tx);
        after.stream().filter(m -> !before.contains(m)).sorted().forEach(m -> projects.add(name, m));
        before.stream().filter(m -> !after.contains(m)).sorted().forEach(m -> projects.remove(name, m));
        tx.emit(EventDraft.of(EventType.PROJECT_CHANGED, caller.actor())
                .with("project", name)
                .with("members", Columns.cut(names(after), MAX_SHOWN)));
        return Answer.done(projects.find(name).orElseThrow());
    }

    private static String names(Set<UserId> members) {
        return members.stream().map(UserId::value).sorted().collect(Collectors.joining(" "));
    }
}
