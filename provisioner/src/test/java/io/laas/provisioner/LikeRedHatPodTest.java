package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.layout.MachineLayout;
import org.junit.jupiter.api.Test;

/**
 * A whole Debian 12 set up as systems of the Red Hat family are: NetworkManager brings the cards up, the guest agent answers but may
 * not run programs, and cloud-init's second stage comes after both.
 */
class LikeRedHatPodTest extends WholeSystemContract {
    LikeRedHatPodTest() {
        super("LAAS_LIKE_RED_HAT_IMAGE", "debian", "debian-12", 23);
    }

    @Test
    void theLimitedAgentIsSilentAndCardsWithoutAddressAskForNone() {
        for (MachineLayout machine : machines()) {
            assertThat(on(machine, "systemctl is-enabled qemu-guest-agent laas-guest-agent || true"))
                    .as(machine.name())
                    .isEqualTo("masked\nenabled");
            assertThat(on(machine, "sudo nmcli -g ipv4.method connection show 'cloud-init eth2'"))
                    .as(machine.name())
                    .isEqualTo("disabled");
        }
    }
}
