package io.laas.provisioner;

/** A whole Ubuntu 24.04: netplan and systemd-networkd, and no guest agent. */
class UbuntuPodTest extends WholeSystemContract {
    UbuntuPodTest() {
        super("LAAS_UBUNTU_IMAGE", "ubuntu", "ubuntu-24.04", 22);
    }
}
