package io.laas.provisioner;

/** A whole Debian 12 whose guest agent answers and may not run programs, as those of CentOS Stream may not. */
class LimitedAgentPodTest extends WholeSystemContract {
    LimitedAgentPodTest() {
        super("LAAS_LIMITED_IMAGE", "debian", "debian-12", 23);
    }
}
