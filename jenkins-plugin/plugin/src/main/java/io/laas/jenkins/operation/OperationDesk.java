package io.laas.jenkins.operation;

import io.laas.model.OperationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the engine has handed over and has not heard the end of. In memory only: after a restart the engine hands over again, and
 * runs that go on wait here for that. Thread-safe.
 */
final class OperationDesk {
    private final Map<OperationId, Ticket> tickets = new ConcurrentHashMap<>();

    /** Takes an operation; one that is here already stays as it is. */
    boolean put(Ticket ticket) {
        return tickets.putIfAbsent(ticket.id(), ticket) == null;
    }

    Optional<Ticket> find(OperationId operation) {
        return Optional.ofNullable(tickets.get(operation));
    }

    Optional<Ticket> find(String operation) {
        return find(OperationId.parse(operation));
    }

    Collection<Ticket> all() {
        return List.copyOf(tickets.values());
    }

    /** Forgets an operation of which the engine has heard the end. */
    void remove(Ticket ticket) {
        tickets.remove(ticket.id(), ticket);
    }
}
