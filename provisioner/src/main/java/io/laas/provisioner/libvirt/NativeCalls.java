package io.laas.provisioner.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.laas.model.Names;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.LibvirtException;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.NetworkPointer;

/** Calls that libvirt-java does not have. */
final class NativeCalls {
    private static final int UNKNOWN = -1;
    private static final int REUSE_FILE = 1;
    private static final int MAX_MESSAGE = 400;
    private static final Functions FUNCTIONS = Native.load("virt", Functions.class);
    private static final Libvirt LIBVIRT = Libvirt.INSTANCE;

    private static final ErrorHandler SILENT = (userData, error) -> {};

    private NativeCalls() {}

    /**
     * Keeps libvirt from printing errors; they are thrown anyway. The handler is one for the whole process and outlives this class
     * loader, hence no classes in it that would have to be loaded then.
     */
    static void silenceErrors() {
        FUNCTIONS.virSetErrorFunc(null, SILENT);
    }

    /** Returns why the domain is in its state, as a number of libvirt's C interface; -1 if that cannot be told. */
    static int stateReason(HostConnection connection, String domain) {
        DomainPointer pointer = LIBVIRT.virDomainLookupByName(connection.pointer(), domain);
        if (pointer == null) {
            return UNKNOWN;
        }
        try {
            IntByReference reason = new IntByReference();
            int result = FUNCTIONS.virDomainGetState(pointer, new IntByReference(), reason, 0);
            return result < 0 ? UNKNOWN : reason.getValue();
        } finally {
            LIBVIRT.virDomainFree(pointer);
        }
    }

    /**
     * Begins to copy a running domain's disk into a volume that is there.
     *
     * @param xml a {@code domainbackup}
     * @return why it could not begin; empty if it did
     */
    static Optional<String> beginBackup(HostConnection connection, String domain, String xml) {
        DomainPointer pointer = LIBVIRT.virDomainLookupByName(connection.pointer(), domain);
        if (pointer == null) {
            return Optional.of("there is no such machine");
        }
        try {
            boolean begun = FUNCTIONS.virDomainBackupBegin(pointer, xml, null, REUSE_FILE) == 0;
            return begun ? Optional.empty() : Optional.of(lastError());
        } finally {
            LIBVIRT.virDomainFree(pointer);
        }
    }

    private static String lastError() {
        return Optional.ofNullable(LIBVIRT.virGetLastError())
                .map(e -> Names.clean(e.message, MAX_MESSAGE))
                .orElse("libvirt gave no reason");
    }

    /** Returns the XML of all networks, active or not, seen at one moment. */
    static List<String> networks(HostConnection connection) throws LibvirtException {
        PointerByReference array = new PointerByReference();
        int count = FUNCTIONS.virConnectListAllNetworks(connection.pointer(), array, 0);
        if (count < 0) {
            int active = connection.numOfNetworks();
            throw new HypervisorException(
                    Reason.OTHER,
                    "Networks cannot be listed, though libvirt says that %d are active".formatted(active));
        }
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NetworkPointer network = new NetworkPointer();
            network.setPointer(array.getValue().getPointer((long) i * Native.POINTER_SIZE));
            CString xml = LIBVIRT.virNetworkGetXMLDesc(network, 0);
            if (xml != null) {
                result.add(xml.toString());
            }
            LIBVIRT.virNetworkFree(network);
        }
        Native.free(Pointer.nativeValue(array.getValue()));
        return result;
    }

    /** The C functions. */
    interface Functions extends Library {
        int virDomainGetState(DomainPointer domain, IntByReference state, IntByReference reason, int flags);

        int virDomainBackupBegin(DomainPointer domain, String backup, String checkpoint, int flags);

        int virConnectListAllNetworks(ConnectionPointer connection, PointerByReference networks, int flags);

        void virSetErrorFunc(Pointer userData, ErrorHandler handler);
    }

    /** What libvirt calls when something goes wrong. */
    interface ErrorHandler extends Callback {
        void reported(Pointer userData, Pointer error);
    }
}
