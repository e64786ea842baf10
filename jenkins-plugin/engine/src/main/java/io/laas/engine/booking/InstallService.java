package io.laas.engine.booking;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Kept;
import io.laas.engine.account.Once;
import io.laas.engine.account.Right;
import io.laas.engine.installer.InstallationTable;
import io.laas.engine.installer.Installers;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.BookingId;
import io.laas.model.Names;
import io.laas.model.OperationId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Values;
import io.laas.model.operation.OperationKind;
import io.laas.model.pod.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Installs what is offered on the machines of active bookings: RESET and membership, as for everything done to machines. Thread-safe. */
public final class InstallService {
    private static final Kept<Operation> OPERATION = Kept.by(
            Operation::id,
            (tx, id) -> new OperationTable(tx).whole(OperationId.parse(id)).orElseThrow());
    private static final int SHOWN = 40;

    private final Once once;
    private final Installers installers;
    private final Changes changes;

    InstallService(Store store, Installers installers, Changes changes) {
        this.once = new Once(store);
        this.installers = installers;
        this.changes = changes;
    }

    /**
     * Installs something on the pod of a booking.
     *
     * @param name the installer
     * @param given value by parameter name
     */
    public Answer<Operation> install(BookingId id, String name, Map<String, String> given, Caller caller) {
        Optional<Installer> installer = installers.find(name);
        return once.write(
                caller,
                OPERATION,
                tx -> new Access(tx, caller)
                        .to(
                                id,
                                "installing on",
                                Access.Level.MEMBER,
                                Right.RESET,
                                row -> installer
                                        .map(i -> install(tx, row, i, given))
                                        .orElseGet(() -> unknown(name))));
    }

    private Answer<Operation> install(Tx tx, BookingRow row, Installer installer, Map<String, String> given) {
        Values values = installer.values(given);
        if (!values.problems().isEmpty()) {
            return Answer.refused(RefusalCode.INVALID, String.join(" ", values.problems()));
        }
        Optional<String> lacking = row.booking()
                .vpod()
                .flatMap(new VpodTable(tx)::find)
                .flatMap(v -> lacking(installer, v.plan().pod()));
        if (lacking.isPresent()) {
            return Answer.refused(RefusalCode.REQUIREMENT, lacking.get());
        }
        return changes.onMachines(tx, row, OperationKind.INSTALL).map(operation -> {
            new InstallationTable(tx).insert(operation.id(), installer.with(values));
            return operation;
        });
    }

    private static Optional<String> lacking(Installer installer, Pod pod) {
        return installer
                .requirements()
                .lacking(pod)
                .map(what -> "Installer %s %s. Book a pod that has it.".formatted(installer.name(), what));
    }

    private Answer<Operation> unknown(String name) {
        String all =
                installers.offer().installers().stream().map(Installer::name).collect(Collectors.joining(", "));
        return Answer.refused(
                RefusalCode.UNKNOWN_INSTALLER,
                "There is no installer '%s'. There is %s.".formatted(Names.clean(name, SHOWN), all));
    }
}
