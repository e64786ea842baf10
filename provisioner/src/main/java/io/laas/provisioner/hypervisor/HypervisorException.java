package io.laas.provisioner.hypervisor;

/** A host did not do what was asked. The message says what, which host or thing, why, and what to do. */
public class HypervisorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble, as far as callers act on it. */
    public enum Reason {
        /** The host cannot be asked: libvirt is not there, gone, or refuses us. Trying again later may help. */
        UNREACHABLE,
        /** No room for disks. */
        NO_SPACE,
        /** A name, address range or bridge is used by something that is not ours. */
        TAKEN,
        /** The image is missing or not what its checksum says. */
        BAD_IMAGE,
        /** The guest's agent is not there or did not answer in time. */
        AGENT,
        CANCELLED,
        OTHER
    }

    private final Reason reason;

    public HypervisorException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public HypervisorException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
