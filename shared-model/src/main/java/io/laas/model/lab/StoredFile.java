package io.laas.model.lab;

import io.laas.model.HostId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that LaaS itself keeps on a host, such as the disk of a snapshot. It stands where the name of a file stands in an
 * {@link Image}: {@code snapshot://server1/100/snap-0a1b2c3d.main.s7.node1.qcow2}.
 *
 * @param host the host that has it
 * @param diskGiB size of the disk in it in GiB, rounded up; machines need a disk of at least that size. 0: it is no disk
 * @param volume its name on the host
 */
public record StoredFile(HostId host, int diskGiB, String volume) {
    private static final String SCHEME = "snapshot:";
    private static final Pattern FORM = Pattern.compile(SCHEME + "//([a-z0-9-]+)/([0-9]{1,7})/([a-z0-9][a-z0-9.-]*)");
    private static final Pattern VOLUME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    public StoredFile {
        Objects.requireNonNull(host, "host");
        if (diskGiB < 0) {
            throw new IllegalArgumentException("the size of a disk must not be negative, was " + diskGiB);
        }
        if (!VOLUME.matcher(volume).matches()) {
            throw new IllegalArgumentException(
                    "the name of a stored file must be lower-case letters, digits, hyphens and dots, was '%s'"
                            .formatted(volume));
        }
    }

    /** Reads what {@link #toString} made; empty if the text is the name of another file. */
    public static Optional<StoredFile> of(String file) {
        Matcher m = FORM.matcher(file);
        return m.matches()
                ? Optional.of(new StoredFile(new HostId(m.group(1)), Integer.parseInt(m.group(2)), m.group(3)))
                : Optional.empty();
    }

    /** Returns whether the text looks like one of these, well formed or not; files of admins must not. */
    static boolean claims(String file) {
        return file.startsWith(SCHEME);
    }

    @Override
    public String toString() {
        return SCHEME + "//" + host + "/" + diskGiB + "/" + volume;
    }
}
