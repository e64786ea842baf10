package io.laas.provisioner.libvirt;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file to be stored on hosts.
 *
 * @param sha256 its checksum, 64 hexadecimal digits
 * @param kind ending of the volume's name
 */
record GoldenFile(Path file, String sha256, String kind) {
    private static final int DIGITS = 16;
    private static final int RANDOM_DIGITS = 8;
    private static final String READY = ".ready";
    private static final Pattern ANY = Pattern.compile(
            "golden-(?<sum>[0-9a-f]{" + DIGITS + "})-[0-9a-f]{" + RANDOM_DIGITS + "}\\.(?:qcow2|vmlinuz|initrd|iso)");

    /** Returns what all volumes of this content begin with. */
    String prefix() {
        return "golden-" + sha256.substring(0, DIGITS);
    }

    String newVolume() {
        return "%s-%s.%s".formatted(prefix(), UUID.randomUUID().toString().substring(0, RANDOM_DIGITS), kind);
    }

    boolean isVolume(String name) {
        return Pattern.matches(
                Pattern.quote(prefix()) + "-[0-9a-f]{" + RANDOM_DIGITS + "}\\." + Pattern.quote(kind), name);
    }

    /** Returns whether the volume is one of ours, with the content of none of these checksums. */
    static boolean isOtherThan(Set<String> sums, String volume) {
        Matcher m = ANY.matcher(volume);
        return m.matches() && sums.stream().noneMatch(sum -> sum.startsWith(m.group("sum")));
    }

    static String readyMark(String volume) {
        return volume + READY;
    }
}
