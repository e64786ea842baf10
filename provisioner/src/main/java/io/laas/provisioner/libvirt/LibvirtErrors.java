package io.laas.provisioner.libvirt;

import io.laas.model.Names;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.libvirt.Error.ErrorDomain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Reads libvirt's errors: what kind they are and what to say of them. */
final class LibvirtErrors {
    private static final int MAX_MESSAGE = 400;
    private static final Set<ErrorNumber> UNREACHABLE = EnumSet.of(
            ErrorNumber.VIR_ERR_NO_CONNECT,
            ErrorNumber.VIR_ERR_INVALID_CONN,
            ErrorNumber.VIR_ERR_RPC,
            ErrorNumber.VIR_ERR_UNKNOWN_HOST,
            ErrorNumber.VIR_ERR_GNUTLS_ERROR,
            ErrorNumber.VIR_ERR_AUTH_FAILED,
            ErrorNumber.VIR_ERR_AUTH_CANCELLED,
            ErrorNumber.VIR_ERR_AUTH_UNAVAILABLE,
            ErrorNumber.VIR_ERR_SSH,
            ErrorNumber.VIR_ERR_LIBSSH);
    private static final Set<ErrorDomain> WIRE =
            EnumSet.of(ErrorDomain.VIR_FROM_RPC, ErrorDomain.VIR_FROM_REMOTE, ErrorDomain.VIR_FROM_SSH);
    private static final Set<ErrorNumber> AGENT =
            EnumSet.of(ErrorNumber.VIR_ERR_AGENT_UNRESPONSIVE, ErrorNumber.VIR_ERR_AGENT_UNSYNCED);
    private static final Set<ErrorNumber> EXISTS =
            EnumSet.of(ErrorNumber.VIR_ERR_NETWORK_EXIST, ErrorNumber.VIR_ERR_DOM_EXIST);

    private LibvirtErrors() {}

    /** Returns whether the connection is of no use any more. */
    static boolean lost(LibvirtException e) {
        return UNREACHABLE.contains(code(e))
                || Optional.ofNullable(e.getError())
                        .map(org.libvirt.Error::getDomain)
                        .filter(WIRE::contains)
                        .filter(d -> code(e) != ErrorNumber.VIR_ERR_NO_SUPPORT)
                        .isPresent();
    }

    /** Returns whether trying again in a moment helps. */
    static boolean busy(LibvirtException e) {
        String text = text(e).toLowerCase(Locale.ROOT);
        return text.contains("asynchronous jobs") || text.contains("cannot acquire state change lock");
    }

    static boolean is(LibvirtException e, ErrorNumber number) {
        return code(e) == number;
    }

    static String text(LibvirtException e) {
        return Names.clean(e.getMessage(), MAX_MESSAGE);
    }

    /**
     * Says what failed.
     *
     * @param host how people call the host
     * @param what what was tried, {@code starting machine laas-1-jump}
     */
    static HypervisorException translate(String host, String what, LibvirtException e) {
        Reason reason = reason(e);
        String advice = switch (reason) {
            case UNREACHABLE -> "; see that libvirtd runs there and lets us in";
            case NO_SPACE -> "; make room on that file system or give the host another storage directory";
            default -> "";
        };
        return new HypervisorException(reason, "Host %s: %s failed: %s%s".formatted(host, what, text(e), advice), e);
    }

    private static Reason reason(LibvirtException e) {
        String text = text(e).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("disk quota exceeded")) {
            return Reason.NO_SPACE;
        }
        if (AGENT.contains(code(e)) || text.contains("guest agent")) {
            return Reason.AGENT;
        }
        if (EXISTS.contains(code(e))
                || text.contains("already in use by")
                || text.contains("already exists with uuid")
                || text.contains("error creating bridge")) {
            return Reason.TAKEN;
        }
        return lost(e) ? Reason.UNREACHABLE : Reason.OTHER;
    }

    private static ErrorNumber code(LibvirtException e) {
        return e.getError() == null ? ErrorNumber.VIR_ERR_UNKNOWN : e.getError().getCode();
    }
}
