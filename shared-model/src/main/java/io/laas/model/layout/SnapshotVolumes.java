package io.laas.model.layout;

import io.laas.model.LabId;
import io.laas.model.VpodId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the files of snapshots are called on hosts: {@code snap-1a2b3c4d.main.pod-41.s7.node1.qcow2}. The first part is a hash of the
 * controller, so that a name shows whose it is; they do not carry a vpod's tag, because they outlive it.
 */
public final class SnapshotVolumes {
    private static final int VPOD = 2;
    private static final int NUMBER = 3;

    private SnapshotVolumes() {}

    /**
     * Returns what the files of a machine's disk are called, without their endings.
     *
     * @param vpod the vpod whose machine it was
     * @param snapshot number of the snapshot
     */
    public static String base(String controller, LabId lab, VpodId vpod, long snapshot, String machine) {
        return prefix(controller) + lab + "." + vpod + ".s" + snapshot + "." + machine;
    }

    /** Returns which vpod a file of a snapshot was made of. */
    public static Optional<VpodId> vpod(String volume) {
        String[] parts = volume.split("\\.");
        return parts.length > VPOD && parts[VPOD].matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                ? Optional.of(new VpodId(parts[VPOD]))
                : Optional.empty();
    }

    /** Returns the number of the snapshot that a file is of. */
    public static OptionalLong number(String volume) {
        String[] parts = volume.split("\\.");
        return parts.length > NUMBER && parts[NUMBER].matches("s[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(parts[NUMBER].substring(1)))
                : OptionalLong.empty();
    }

    /** Returns the name of a file of a snapshot without its ending. */
    public static String base(String volume) {
        return volume.substring(0, Math.max(0, volume.lastIndexOf('.')));
    }

    /** Returns what the files of all snapshots of a controller begin with. */
    public static String prefix(String controller) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(controller.getBytes(StandardCharsets.UTF_8));
            return "snap-" + HexFormat.of().formatHex(hash, 0, 4) + ".";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String disk(String base) {
        return base + ".qcow2";
    }

    public static String kernel(String base) {
        return base + ".vmlinuz";
    }

    public static String initrd(String base) {
        return base + ".initrd";
    }
}
