package io.laas.provisioner.libvirt;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library, loaded at first use. Its event loop runs in a daemon thread of this process, begun before the first
 * connection because libvirt looks for it only then; without it neither keep-alive nor events work. It is never ended: libvirt
 * keeps pointers into this class loader, one of which may outlive the others in an agent that reconnects. Several loops in one
 * process take turns.
 */
final class LibvirtLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(LibvirtLibrary.class);
    private static boolean ready;

    private LibvirtLibrary() {}

    /** Loads the library and starts its event loop, once. */
    static synchronized void ensureReady() {
        if (ready) {
            return;
        }
        try {
            Library.initEventLoop();
            NativeCalls.silenceErrors();
        } catch (LinkageError e) {
            throw new HypervisorException(
                    Reason.UNREACHABLE,
                    "The native libvirt library cannot be loaded here (%s). Install it with: apt-get install libvirt0"
                            .formatted(firstLine(e)),
                    e);
        } catch (LibvirtException e) {
            throw new HypervisorException(
                    Reason.UNREACHABLE, "The native libvirt library did not start: " + e.getMessage(), e);
        }
        Thread loop = new Thread(LibvirtLibrary::runEventLoop, "laas-libvirt-events");
        loop.setDaemon(true);
        loop.setContextClassLoader(LibvirtLibrary.class.getClassLoader());
        loop.start();
        ready = true;
    }

    private static void runEventLoop() {
        try {
            Library.runEventLoop();
        } catch (LibvirtException e) {
            LOG.error("The libvirt event loop ended; connections will no longer notice when their host goes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
