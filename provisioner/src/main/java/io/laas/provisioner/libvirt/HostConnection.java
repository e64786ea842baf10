package io.laas.provisioner.libvirt;

import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;

/** A libvirt connection that lends its native pointer to {@link NativeCalls}. */
final class HostConnection extends Connect {
    private static final int KEEPALIVE_SECONDS = 5;
    private static final int KEEPALIVE_COUNT = 3;
    private final boolean simulated;

    HostConnection(String uri) throws LibvirtException {
        super(uri);
        simulated = "Test".equalsIgnoreCase(getType());
        if (!simulated) {
            setKeepAlive(KEEPALIVE_SECONDS, KEEPALIVE_COUNT);
        }
    }

    ConnectionPointer pointer() {
        return vcp;
    }

    /** Returns whether this is libvirt's test driver, which has neither machines nor the content of disks. */
    boolean simulated() {
        return simulated;
    }
}
