package io.laas.engine.operation;

import io.laas.engine.store.Tx;
import io.laas.model.OperationId;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What operations on one machine do to which. */
public final class MachineOrderTable {
    private static final String INSERT =
            "insert into operation_machine (operation, machine, action) values (:operation, :machine, :action)";
    private static final String FIND = "select machine, action from operation_machine where operation = :operation";

    private final Handle handle;

    public MachineOrderTable(Tx tx) {
        this.handle = tx.handle();
    }

    public void insert(OperationId operation, MachineOrder order) {
        handle.createUpdate(INSERT)
                .bind("operation", operation.number())
                .bind("machine", order.machine())
                .bind("action", order.action().name())
                .execute();
    }

    public Optional<MachineOrder> find(OperationId operation) {
        return handle.createQuery(FIND)
                .bind("operation", operation.number())
                .map((rs, ctx) ->
                        new MachineOrder(rs.getString("machine"), MachineAction.valueOf(rs.getString("action"))))
                .findOne();
    }
}
