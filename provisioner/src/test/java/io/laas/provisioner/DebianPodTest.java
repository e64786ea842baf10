package io.laas.provisioner;

/** A whole Debian 12: netplan and systemd-networkd, with the guest agent. */
class DebianPodTest extends WholeSystemContract {
    DebianPodTest() {
        super("LAAS_DEBIAN_IMAGE", "debian", "debian-12", 21);
    }
}
