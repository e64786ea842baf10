package io.laas.engine.vpod;

import io.laas.engine.account.AccountTable;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.Dispatcher;
import io.laas.engine.operation.MachineOrderTable;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.operation.OperationTable.OperationRow;
import io.laas.engine.port.OperationOrder;
import io.laas.engine.snapshot.SnapshotDesk;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.OperationId;
import io.laas.model.SshKey;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import io.laas.model.installer.Extras;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Puts work on vpods in order: one operation at a time on each, under the lock of its host's row. */
public final class VpodWork implements Dispatcher.Orders {
    private static final Set<OperationKind> WITH_KEYS = Set.of(
            OperationKind.MACHINE,
            OperationKind.PROVISION,
            OperationKind.RESET,
            OperationKind.ACCESS,
            OperationKind.CHECK);

    private final Catalogue catalogue;
    private final String controller;
    private final BiFunction<Tx, BookingId, Set<UserId>> members;
    private final Details details;
    private final BiFunction<Tx, OperationId, Extras> extras;
    private Dispatcher dispatcher;

    /**
     * Makes the work of one controller.
     *
     * @param members who has access through a booking
     * @param details what descriptors tell people
     * @param extras what an operation does besides what is built in
     */
    public VpodWork(
            Catalogue catalogue,
            String controller,
            BiFunction<Tx, BookingId, Set<UserId>> members,
            Details details,
            BiFunction<Tx, OperationId, Extras> extras) {
        this.catalogue = catalogue;
        this.controller = controller;
        this.members = members;
        this.details = details;
        this.extras = extras;
    }

    /** Returns the stable identity of the controller. */
    public String controller() {
        return controller;
    }

    /** Sets who hands operations over; once, before any work. */
    public void through(Dispatcher newDispatcher) {
        dispatcher = newDispatcher;
    }

    /** Queues an operation on a vpod that has none and writes the vpod. */
    public VpodRow queue(Tx tx, VpodRow vpod, OperationKind kind, Optional<BookingId> booking) {
        if (vpod.busy()) {
            throw new IllegalStateException("vpod %s has operation %s under way"
                    .formatted(vpod.id(), vpod.now().operation().orElseThrow()));
        }
        OperationId id = new OperationTable(tx).insert(vpod.id(), booking, kind);
        VpodRow busy = vpod.under(Optional.of(id));
        new VpodTable(tx).save(busy);
        tx.emit(EventDraft.of(EventType.OPERATION_QUEUED, Actor.SYSTEM)
                .in(vpod.lab())
                .operation(id)
                .vpod(vpod.id())
                .booking(booking)
                .with("kind", kind));
        tx.afterCommit(() -> dispatcher.dispatch(id));
        return busy;
    }

    /** Takes a vpod back: at once if nothing is done on it, otherwise when what is being done has stopped. */
    public VpodRow takeBack(Tx tx, VpodRow vpod) {
        VpodRow cleaning = vpod.in(VpodState.CLEANING)
                .with(VpodRow.Hand.CLOSED)
                .with(new VpodRow.Care(vpod.care().next(), 0, Optional.empty()));
        if (vpod.busy()) {
            stop(tx, vpod.now().operation().orElseThrow());
            new VpodTable(tx).save(cleaning);
            return cleaning;
        }
        return queue(tx, cleaning, cleaningKind(vpod), vpod.now().booking());
    }

    /** Asks an operation to stop. */
    public void stop(Tx tx, OperationId operation) {
        if (new OperationTable(tx).cancel(operation)) {
            tx.afterCommit(() -> dispatcher.cancel(operation));
        }
    }

    /** Returns how a vpod is brought back: static ones that stay as they are, are cleaned, everything else goes. */
    public OperationKind cleaningKind(VpodRow vpod) {
        boolean anew = vpod.care().next().equals(Optional.of(VpodState.NEW));
        return vpod.isStatic() && vpod.site().configured() && !anew && !outdated(vpod)
                ? OperationKind.CLEAN
                : OperationKind.REMOVE;
    }

    /** Returns whether the configuration now wants a static vpod built differently. */
    public boolean outdated(VpodRow vpod) {
        return desired(vpod).map(d -> !d.buildsLike(vpod.plan())).orElse(false);
    }

    /** Returns what the configuration wants a static vpod to be. */
    public Optional<Blueprint> desired(VpodRow vpod) {
        return catalogue
                .lab(vpod.lab())
                .flatMap(lab -> lab.vpod(vpod.id()).flatMap(v -> Blueprint.of(lab, v.host(), v.pod(), v.config())));
    }

    @Override
    public Dispatcher.Prepared prepare(Tx tx, OperationRow row) {
        Operation operation = row.operation();
        VpodRow vpod = new VpodTable(tx).get(operation.vpod());
        List<SshKey> keys = keys(tx, operation);
        VpodPlan plain = plan(tx, vpod, operation.booking(), operation.id().toString(), keys)
                .withExtras(extras.apply(tx, operation.id()));
        VpodPlan plan = switch (operation.kind()) {
            case SNAPSHOT ->
                new SnapshotDesk(tx).order(operation.id()).map(plain::saving).orElse(plain);
            case MACHINE ->
                new MachineOrderTable(tx).find(operation.id()).map(plain::doing).orElse(plain);
            default -> plain;
        };
        return new Dispatcher.Prepared(new OperationOrder(operation.id(), operation.kind(), plan), hash(keys));
    }

    /** Returns the plan of a vpod that serves the booking, without keys: what its descriptors are made of. */
    public VpodPlan described(Tx tx, VpodRow vpod, BookingId booking) {
        return plan(tx, vpod, Optional.of(booking), "", List.of());
    }

    /**
     * Returns the plan that a pod would have if the owner booked it and it stood first on the host. Names and addresses are those of a vpod
     * that is called as the pod.
     */
    public VpodPlan imagined(Lab lab, Blueprint plan, UserId owner) {
        VpodId name = new VpodId(plan.pod().id().value());
        return new VpodPlan(
                new OwnerTag(controller, lab.id(), name, "", ""),
                0,
                plan.host(),
                plan.pod(),
                plan.config(),
                plan.images(),
                List.of(),
                details.planned(lab, plan.host().id(), owner));
    }

    private VpodPlan plan(Tx tx, VpodRow vpod, Optional<BookingId> booking, String operation, List<SshKey> keys) {
        Blueprint plan = vpod.plan();
        OwnerTag owner = new OwnerTag(
                controller,
                vpod.lab(),
                vpod.id(),
                booking.map(BookingId::toString).orElse(""),
                operation);
        return new VpodPlan(
                        owner,
                        vpod.now().index().orElse(0),
                        plan.host(),
                        plan.pod(),
                        plan.config(),
                        plan.images(),
                        keys,
                        details.of(tx, vpod, booking))
                .withIsos(plan.isos());
    }

    private List<SshKey> keys(Tx tx, Operation operation) {
        return WITH_KEYS.contains(operation.kind())
                ? operation.booking().map(b -> keysOf(tx, b)).orElse(List.of())
                : List.of();
    }

    private List<SshKey> keysOf(Tx tx, BookingId booking) {
        return new AccountTable(tx).keysOf(members.apply(tx, booking));
    }

    /** Returns a value that differs when the keys that belong on a booking's machines differ. */
    public String keysHash(Tx tx, BookingId booking) {
        return hash(keysOf(tx, booking));
    }

    private static String hash(List<SshKey> keys) {
        String text = keys.stream().map(SshKey::line).sorted().collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
