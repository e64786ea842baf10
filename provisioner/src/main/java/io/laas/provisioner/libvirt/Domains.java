package io.laas.provisioner.libvirt;

import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Finds domains by name over the connections of a host, and lets go of them afterwards. Thread-safe. */
final class Domains {
    private final ConnectionPool connections;

    Domains(ConnectionPool connections) {
        this.connections = connections;
    }

    /** Does something with a domain that must exist; may be repeated. */
    <T> T with(String what, String name, DomainCall<T> call) {
        return connections.call(what, c -> on(c, name, call));
    }

    /** Does something with a domain that must exist, once. */
    <T> T once(String what, String name, DomainCall<T> call) {
        return connections.callOnce(what, c -> on(c, name, call));
    }

    /** Does something with a domain if it exists; may be repeated. */
    <T> Optional<T> ifPresent(String what, String name, DomainCall<T> call) {
        return connections.call(what, c -> {
            try {
                return Optional.ofNullable(on(c, name, call));
            } catch (LibvirtException e) {
                if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static <T> T on(HostConnection connection, String name, DomainCall<T> call) throws LibvirtException {
        Domain domain = connection.domainLookupByName(name);
        try {
            return call.on(domain, connection);
        } finally {
            domain.free();
        }
    }

    /** Something done with a domain. */
    @FunctionalInterface
    interface DomainCall<T> {
        T on(Domain domain, HostConnection connection) throws LibvirtException;
    }
}
