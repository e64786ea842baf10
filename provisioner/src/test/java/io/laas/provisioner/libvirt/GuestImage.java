package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.ImageId;
import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The image that real machines boot, made by {@code build-guest.sh}, and one that only looks like an image. */
final class GuestImage {
    private static final String NAME = "laas-guest";

    private GuestImage() {}

    /** Returns the image, booted directly; skips the test by name if it was not made. */
    static Image real() {
        String directory = System.getProperty("LAAS_GUEST_DIR", System.getenv("LAAS_GUEST_DIR"));
        assumeTrue(directory != null, "no guest image: set LAAS_GUEST_DIR to the directory that build-guest.sh filled");
        Path guest = Path.of(directory);
        assumeTrue(Files.exists(guest.resolve(NAME + ".qcow2")), "no guest image in LAAS_GUEST_DIR=" + directory);
        try {
            String sum = Files.readString(guest.resolve(NAME + ".qcow2.sha256")).substring(0, 64);
            String line = Files.readString(guest.resolve(NAME + ".cmdline")).strip();
            DirectBoot boot = new DirectBoot(
                    guest.resolve(NAME + ".vmlinuz").toString(),
                    guest.resolve(NAME + ".initrd").toString(),
                    line);
            return new Image(
                    new ImageId(NAME),
                    guest.resolve(NAME + ".qcow2").toString(),
                    Optional.of(sum),
                    "debian",
                    "laas",
                    Optional.of(boot));
        } catch (IOException e) {
            return fail("the guest image cannot be read", e);
        }
    }

    /** Returns a command for a guest's shell that tries until the other guest has set up its cards too. */
    static String patientPing(String address) {
        return "for i in $(seq 40); do ping -c 1 -W 2 " + address + " && exit 0; sleep 0.3; done; exit 1";
    }

    /** Returns an image whose file has the header of an empty qcow2 disk. */
    static Image hollow(Path directory) {
        byte[] bytes = new byte[4096];
        ByteBuffer.wrap(bytes).putInt(0x514649fb).putInt(3);
        bytes[bytes.length - 1] = 1;
        Path file = directory.resolve("hollow.qcow2");
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Image(new ImageId("hollow"), file.toString(), Optional.empty(), "none", "laas", Optional.empty());
    }
}
