package io.laas.provisioner.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Cloud-init's vendor data: a boot hook that starts a guest agent where the image has none, or one that may not run programs, since
 * the cloud images of distributions are often made like that, and keeps NetworkManager from asking for addresses on cards that are
 * to have none. It is independent of the user data, which a config may fill as it likes; {@code vendor_data: {enabled: false}}
 * there switches it off.
 *
 * @see <a href="https://docs.cloud-init.io/en/latest/explanation/format/cloud-boothook.html">Cloud boothook</a>
 */
final class VendorData {
    private static final String PLACE = "@AGENT@\n";
    private static final String TEXT = resource("boot-hook.sh").replace(PLACE, agent());

    private VendorData() {}

    /** Returns the boot hook. */
    static String text() {
        return TEXT;
    }

    /** Returns the program of the agent. */
    static String agent() {
        return resource("guest-agent.py");
    }

    private static String resource(String name) {
        try (InputStream in = VendorData.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The program " + name + " cannot be read", e);
        }
    }
}
