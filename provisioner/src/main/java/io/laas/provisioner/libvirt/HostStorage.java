package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.libvirt.StoragePoolInfo;

/**
 * The directory on a host where disks lie, as a libvirt storage pool. The pool is made (with its directory) when something is
 * stored for the first time; one that somebody else made for the same directory is used as it is.
 *
 * <p>Thread-safe.
 */
final class HostStorage {
    private final ConnectionPool connections;
    private final String host;
    private final String directory;
    private volatile String knownName;

    HostStorage(ConnectionPool connections, String host, String directory) {
        this.connections = connections;
        this.host = host;
        this.directory = directory.length() > 1 ? directory.replaceAll("/+$", "") : directory;
    }

    String directory() {
        return directory;
    }

    /** Does something with the pool, made and active. */
    <T> T with(String what, PoolCall<T> call) {
        return connections.call(what, c -> {
            StoragePool pool = standing(c);
            try {
                return call.on(new Volumes(c, pool));
            } finally {
                pool.free();
            }
        });
    }

    /** Does something with the pool if it exists and is active; never makes it. */
    <T> Optional<T> withExisting(String what, PoolCall<T> call) {
        return connections.call(what, c -> {
            Optional<StoragePool> pool = find(c);
            if (pool.isEmpty()) {
                return Optional.empty();
            }
            try {
                activate(pool.get());
                return Optional.of(call.on(new Volumes(c, pool.get())));
            } finally {
                pool.get().free();
            }
        });
    }

    /** Returns the room left, in bytes. */
    long available() {
        return with("asking for free disk space", volumes -> {
            StoragePoolInfo info = volumes.freshInfo();
            return info.available;
        });
    }

    private StoragePool standing(HostConnection connection) throws LibvirtException {
        Optional<StoragePool> found = find(connection);
        return found.isPresent() && found.get().isActive() == 1 ? found.get() : make(connection);
    }

    private synchronized StoragePool make(HostConnection connection) throws LibvirtException {
        Optional<StoragePool> found = find(connection);
        StoragePool pool = found.isPresent() ? found.get() : define(connection);
        activate(pool);
        return pool;
    }

    private StoragePool define(HostConnection connection) throws LibvirtException {
        try {
            StoragePool pool = connection.storagePoolDefineXML(poolXml(), 0);
            pool.setAutostart(1);
            knownName = pool.getName();
            return pool;
        } catch (LibvirtException e) {
            return find(connection).orElseThrow(() -> e);
        }
    }

    private void activate(StoragePool pool) throws LibvirtException {
        if (pool.isActive() == 1) {
            return;
        }
        try {
            pool.build(0);
            pool.create(0);
        } catch (LibvirtException e) {
            if (pool.isActive() != 1) {
                throw e;
            }
        }
    }

    private Optional<StoragePool> find(HostConnection connection) throws LibvirtException {
        String name = knownName;
        if (name != null) {
            Optional<StoragePool> known = lookup(connection, name);
            if (known.isPresent()) {
                return known;
            }
        }
        for (String candidate : poolNames(connection)) {
            Optional<StoragePool> pool = lookup(connection, candidate);
            if (pool.isPresent()
                    && XmlNode.parse(pool.get().getXMLDesc(0))
                            .text("target/path")
                            .equals(directory)) {
                knownName = candidate;
                return pool;
            }
        }
        return Optional.empty();
    }

    private static List<String> poolNames(HostConnection connection) throws LibvirtException {
        List<String> names = new ArrayList<>(List.of(connection.listStoragePools()));
        names.addAll(List.of(connection.listDefinedStoragePools()));
        return names;
    }

    private static Optional<StoragePool> lookup(HostConnection connection, String name) throws LibvirtException {
        try {
            return Optional.of(connection.storagePoolLookupByName(name));
        } catch (LibvirtException e) {
            if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_STORAGE_POOL)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String poolXml() {
        UUID id = UUID.nameUUIDFromBytes(("urn:laas:pool:" + directory).getBytes(StandardCharsets.UTF_8));
        return new XmlWriter("pool", "type", "dir")
                .leaf("name", "laas-" + id.toString().substring(0, 8))
                .open("target")
                .leaf("path", directory)
                .open("permissions")
                .leaf("mode", "0711")
                .finish();
    }

    /** Returns the exception that says what is missing. */
    HypervisorException noSpace(String what, long needed, long available) {
        return new HypervisorException(
                Reason.NO_SPACE,
                ("Host %s: %s needs %d MiB, but %s has %d MiB left; make room there or give the host another storage"
                                + " directory")
                        .formatted(host, what, needed >> 20, directory, available >> 20));
    }

    /** Something done with the volumes of the pool, over one connection. */
    @FunctionalInterface
    interface PoolCall<T> {
        T on(Volumes volumes) throws LibvirtException;
    }
}
