package io.laas.provisioner;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The libvirtd of this machine and the small guest of {@code build-guest.sh}, found by LAAS_GUEST_DIR. */
final class RealHost {
    private static final String GUEST = "laas-guest";

    private RealHost() {}

    /** Starts a plan on the real host; skips the test by name if there is no guest image. */
    static Plans plan(String vpod) {
        return Plans.aPlan(vpod).on(host()).image(image());
    }

    static Host host() {
        Path storage = Path.of(System.getProperty("java.io.tmpdir"), "laas-pod-test-pool");
        return new Host(
                new HostId("local"),
                "qemu:///system",
                new Capacity(64, 1 << 16, 1 << 12),
                Accel.TCG,
                storage.toString(),
                Cidr.parse("10.85.0.0/16"),
                "");
    }

    private static Image image() {
        String directory = System.getenv("LAAS_GUEST_DIR");
        assumeTrue(directory != null, "no guest image: set LAAS_GUEST_DIR to the directory that build-guest.sh filled");
        Path guest = Path.of(directory);
        assumeTrue(Files.exists(guest.resolve(GUEST + ".qcow2")), "no guest image in LAAS_GUEST_DIR=" + directory);
        try {
            DirectBoot boot = new DirectBoot(
                    guest.resolve(GUEST + ".vmlinuz").toString(),
                    guest.resolve(GUEST + ".initrd").toString(),
                    Files.readString(guest.resolve(GUEST + ".cmdline")).strip());
            String sum =
                    Files.readString(guest.resolve(GUEST + ".qcow2.sha256")).substring(0, 64);
            String file = guest.resolve(GUEST + ".qcow2").toString();
            return new Image(new ImageId(GUEST), file, Optional.of(sum), "debian", "laas", Optional.of(boot));
        } catch (IOException e) {
            return fail("the guest image cannot be read", e);
        }
    }
}
