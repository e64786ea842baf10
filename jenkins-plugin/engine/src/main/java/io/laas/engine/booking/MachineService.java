package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Audit;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.operation.MachineOrderTable;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.BookingId;
import io.laas.model.Names;
import io.laas.model.OperationId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.RefusalCode;
import io.laas.model.operation.MachineOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.stream.Collectors;

/**
 * Single machines of active bookings: what is done to them, what they say of themselves, what their consoles print. RESET and
 * membership to do something, VIEW and membership to look; MANAGE_BOOKINGS for every booking. A machine is always one of the
 * booking's. Thread-safe.
 */
public final class MachineService {
    private static final Kept<Operation> OPERATION = Kept.by(
            Operation::id,
            (tx, id) -> new OperationTable(tx).whole(OperationId.parse(id)).orElseThrow());
    private static final int SHOWN = 40;

    private final Store store;
    private final Once once;
    private final Changes changes;
    private final VpodWork work;
    private final PodOperations hosts;

    MachineService(Store store, Changes changes, VpodWork work, PodOperations hosts) {
        this.store = store;
        this.once = new Once(store);
        this.changes = changes;
        this.work = work;
        this.hosts = hosts;
    }

    /** Has something done to one machine of a booking. */
    public Answer<Operation> act(BookingId id, MachineOrder order, Caller caller) {
        return once.write(
                caller,
                OPERATION,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                "working on a machine of",
                                Access.Level.MEMBER,
                                Right.RESET,
                                row -> act(tx, row, order)));
    }

    private Answer<Operation> act(Tx tx, BookingRow row, MachineOrder order) {
        if (row.state() == BookingState.ACTIVE) {
            Pod pod = new VpodTable(tx).get(Lifecycle.vpodOf(row)).plan().pod();
            if (pod.node(order.machine()).isEmpty()) {
                return unknown(row.id(), pod, order.machine());
            }
        }
        return changes.onMachines(tx, row, OperationKind.MACHINE).map(operation -> {
            new MachineOrderTable(tx).insert(operation.id(), order);
            return operation;
        });
    }

    private static <T> Answer<T> unknown(BookingId booking, Pod pod, String machine) {
        return Answer.refused(
                RefusalCode.UNKNOWN_MACHINE,
                "Booking %s has no machine %s. Machines: %s."
                        .formatted(
                                booking,
                                Names.clean(machine, SHOWN),
                                pod.nodes().stream().map(NodeSpec::name).collect(Collectors.joining(", "))));
    }

    /** Asks the host now how a machine of a booking is; takes as long as the host does. */
    public Answer<MachineView> look(BookingId id, String machine, MachineLook look, Caller caller) {
        return planned(id, machine, caller).then(plan -> {
            try {
                return Answer.done(hosts.look(plan, machine, look));
            } catch (HostUnreachableException e) {
                return Answer.refused(
                        RefusalCode.BUSY,
                        "Machine %s cannot be asked now: %s. Try again later.".formatted(machine, e.getMessage()));
            }
        });
    }

    private Answer<VpodPlan> planned(BookingId id, String machine, Caller caller) {
        Answer<VpodPlan> answer = store.read(tx -> planned(tx, id, machine, caller));
        return answer instanceof Answer.Refused<VpodPlan> no && no.refusal().code() == RefusalCode.FORBIDDEN
                ? once.write(
                        caller,
                        Kept.as(VpodPlan.class),
                        tx -> Audit.refuse(tx, caller, "looking at a machine of " + id, no.refusal()))
                : answer;
    }

    private Answer<VpodPlan> planned(Tx tx, BookingId id, String machine, Caller caller) {
        if (!caller.has(Right.VIEW)) {
            return Answer.refused(RefusalCode.FORBIDDEN, "Looking at machines needs the right VIEW.");
        }
        var row = new BookingTable(tx).find(id);
        if (row.isEmpty()) {
            return Answer.refused(RefusalCode.UNKNOWN_BOOKING, Access.unknown(id));
        }
        Booking booking = row.get().booking();
        if (!caller.managesBookings() && !booking.isMember(caller.user())) {
            return Answer.refused(
                    RefusalCode.FORBIDDEN,
                    "Booking %s belongs to %s; its owner, a collaborator or the right MANAGE_BOOKINGS is needed to look at its machines."
                            .formatted(id, booking.owner()));
        }
        if (booking.state() != BookingState.ACTIVE) {
            return Answer.refused(
                    RefusalCode.WRONG_STATE,
                    "Booking %s is %s; its machines can be looked at while it is ACTIVE."
                            .formatted(id, booking.state()));
        }
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row.get()));
        Pod pod = vpod.plan().pod();
        return pod.node(machine).isEmpty() ? unknown(id, pod, machine) : Answer.done(work.described(tx, vpod, id));
    }
}
