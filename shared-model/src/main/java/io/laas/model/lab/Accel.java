package io.laas.model.lab;

/** How a host runs the processors of its machines. What a hypervisor advertises is not trusted. */
public enum Accel {
    /** Hardware virtualisation if a guest really boots with it on the host, emulation otherwise. */
    AUTO,
    /** Hardware virtualisation. */
    KVM,
    /** Emulation (QEMU's TCG): works everywhere, several times slower. */
    TCG,
    /** Not at all: libvirt's test driver keeps the books of machines that never run, see {@link Host#simulated()}. */
    SIMULATED
}
