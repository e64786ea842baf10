package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.lab.Accel;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.PodFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("libvirt-client")
class UnreachableHostTest {
    private static void isUnreachable(String uri, String... words) {
        try (LibvirtHypervisors hypervisors = new LibvirtHypervisors()) {
            Hypervisor hypervisor = hypervisors.open(PodFixture.host(uri, "/pool", Accel.TCG));
            assertThatThrownBy(() -> hypervisor.inventory("c1"))
                    .isInstanceOfSatisfying(
                            HypervisorException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessageContaining("Host local")
                    .hasMessageContainingAll(words);
        }
    }

    @Test
    void closedPortSaysWhatToLookAt() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        isUnreachable("qemu+tcp://127.0.0.1:" + port + "/system", "Connection refused", "see that libvirtd runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qemu+unix:///system?socket=/nowhere/socket", "nonsense:///system", "qemu+nothing:///x"})
    void whatCannotBeOpenedIsUnreachable(String uri) {
        isUnreachable(uri, "libvirtd");
    }

    @Test
    void textThatIsNoUriIsSaidAtOnce() {
        try (LibvirtHypervisors hypervisors = new LibvirtHypervisors()) {
            assertThatThrownBy(() -> hypervisors.open(PodFixture.host("not a uri", "/pool", Accel.TCG)))
                    .hasMessageContainingAll("'not a uri'", "qemu:///system");
        }
    }

    @Test
    void closedHypervisorsRefuse() {
        LibvirtHypervisors hypervisors = new LibvirtHypervisors();
        Hypervisor hypervisor = hypervisors.open(PodFixture.host("test:///default", "/pool", Accel.SIMULATED));
        hypervisors.close();
        assertThatThrownBy(hypervisor::facts).hasMessageContaining("closed");
    }
}
