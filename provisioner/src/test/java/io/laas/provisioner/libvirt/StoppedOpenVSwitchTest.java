package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.libvirt.OvsNetworks.Place;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with an Open vSwitch that does not run has no networks on it, and serves pods that need none. */
@Tag("ovs")
class StoppedOpenVSwitchTest {
    @TempDir
    private Path directory;

    @Test
    void hasNoSwitchesWhereTheDatabaseWasNeverStarted() {
        assertThat(networks(directory.resolve("none.sock")).tagged()).isEmpty();
    }

    @Test
    void hasNoSwitchesWhereTheDatabaseLeftItsSocketBehind() throws IOException {
        Path socket = directory.resolve("db.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }

        assertThat(socket).exists();
        assertThat(networks(socket).tagged()).isEmpty();
    }

    @Test
    void saysSoWhenTheAnswerIsNotOneOfADatabaseThatIsDown() {
        OvsNetworks networks = new OvsNetworks("h1", Place.HERE, new OvsSwitch(List.of("--db=nonsense")));

        assertThatThrownBy(networks::tagged).isInstanceOf(HypervisorException.class);
    }

    private static OvsNetworks networks(Path socket) {
        return new OvsNetworks("h1", Place.HERE, new OvsSwitch(List.of("--db=unix:" + socket)));
    }
}
