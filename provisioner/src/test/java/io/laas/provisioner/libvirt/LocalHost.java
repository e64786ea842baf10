package io.laas.provisioner.libvirt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.PodFixture;
import java.nio.file.Path;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;

/** The libvirtd of this machine, with a storage directory that is taken away again when the tests are over. */
final class LocalHost {
    static final String URI = "qemu:///system";

    private static final String STORAGE =
            Path.of(System.getProperty("java.io.tmpdir"), "laas-contract-pool").toString();
    private static boolean used;

    private LocalHost() {}

    /** Returns the host; skips the test by name if libvirtd does not answer. */
    static synchronized Host host() {
        try (ConnectionPool connections = new ConnectionPool("local", URI)) {
            connections.call("looking for libvirtd", c -> c.getLibVersion());
        } catch (HypervisorException e) {
            assumeTrue(false, "no libvirtd here: " + e.getMessage());
        }
        if (!used) {
            used = true;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removePool(STORAGE)));
        }
        return PodFixture.host(URI, STORAGE, Accel.TCG);
    }

    /** Takes a storage directory away with all that is in it. */
    static void removePool(String storage) {
        try (ConnectionPool connections = new ConnectionPool("local", URI)) {
            new HostStorage(connections, "local", storage).withExisting("emptying " + storage, volumes -> {
                volumes.refresh();
                for (String name : volumes.names()) {
                    volumes.delete(name);
                }
                return storage;
            });
            connections.call("forgetting " + storage, c -> forgotten(c, storage));
        }
    }

    private static String forgotten(HostConnection connection, String storage) throws LibvirtException {
        for (String name : connection.listStoragePools()) {
            StoragePool pool = connection.storagePoolLookupByName(name);
            if (XmlNode.parse(pool.getXMLDesc(0)).text("target/path").equals(storage)) {
                pool.destroy();
                pool.delete(0);
                pool.undefine();
            }
            pool.free();
        }
        return storage;
    }
}
