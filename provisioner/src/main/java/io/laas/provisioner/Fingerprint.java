package io.laas.provisioner;

import io.laas.model.lab.DirectBoot;
import io.laas.model.lab.Image;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.VpodPlan;
import io.laas.provisioner.seed.Digest;
import io.laas.provisioner.seed.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine was made from, in short. Keys are kept apart: another set of keys makes the same machine, unless it has no
 * agent through which they could be changed.
 *
 * @param machine digest of image, hardware, networks and cloud-init
 * @param keys digest of the keys its seed carries
 */
record Fingerprint(String machine, String keys) {
    /** Goes up when the same plan makes another machine than before. */
    private static final int VERSION = 1;

    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})-([0-9a-f]{32})");

    static Fingerprint of(VpodPlan plan, VpodLayout layout, MachineLayout machine) {
        Image image = plan.image(machine.spec());
        List<String> isos = machine.name().equals(plan.pod().jumpHost().name())
                ? plan.isos().stream()
                        .map(i -> i.id() + " " + i.sha256().orElseGet(() -> file(i.file())))
                        .toList()
                : List.of();
        String made = Digest.of(
                VERSION,
                image.id(),
                image.sha256().orElseGet(() -> file(image.file())),
                image.user(),
                image.boot().map(Fingerprint::boot).orElse(""),
                plan.host().accel(),
                machine,
                machine.nics().stream().map(n -> layout.network(n.network())).toList(),
                Yaml.write(plan.config().cloudInit()));
        if (!isos.isEmpty()) {
            made = Digest.of(made, isos);
        }
        return new Fingerprint(shorten(made), shorten(Digest.of(plan.keys())));
    }

    static Optional<Fingerprint> parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches() ? Optional.of(new Fingerprint(m.group(1), m.group(2))) : Optional.empty();
    }

    private static String boot(DirectBoot boot) {
        return Digest.of(file(boot.kernel()), file(boot.initrd()), boot.commandLine());
    }

    /** What stands for the content of a file without a checksum. */
    private static String file(String name) {
        try {
            Path path = Path.of(name);
            return name + " " + Files.size(path) + " "
                    + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            return name;
        }
    }

    private static String shorten(String digest) {
        return digest.substring(0, LENGTH);
    }

    @Override
    public String toString() {
        return machine + "-" + keys;
    }
}
