package io.laas.provisioner;

/**
 * A whole Debian 12 set up as systems of the Red Hat family are: NetworkManager brings the cards up, and the guest agent answers but
 * may not run programs.
 */
class LikeRedHatPodTest extends WholeSystemContract {
    LikeRedHatPodTest() {
        super("LAAS_LIKE_RED_HAT_IMAGE", "debian", "debian-12", 23);
    }
}
