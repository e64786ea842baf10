package io.laas.provisioner.download;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The beginning of a qcow2 file, as far as it decides whether the file may be used on a host. */
public record Qcow2Header(int magic, int version, long backingFileOffset, long diskBytes, long incompatibleFeatures) {
    /** How many bytes of a file tell it all. */
    public static final int LENGTH = 80;

    private static final int MAGIC = 0x514649fb;
    private static final int SIZE_OFFSET = 24;
    private static final int FEATURES_OFFSET = 72;
    private static final int EXTERNAL_DATA = 4;

    public static Qcow2Header read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(in)) {
            return of(data.readNBytes(LENGTH));
        }
    }

    public static Qcow2Header of(byte[] start) {
        if (start.length < LENGTH) {
            return new Qcow2Header(0, 0, 0, 0, 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(start);
        int version = bytes.getInt(4);
        long features = version < 3 ? 0 : bytes.getLong(FEATURES_OFFSET);
        return new Qcow2Header(bytes.getInt(0), version, bytes.getLong(8), bytes.getLong(SIZE_OFFSET), features);
    }

    /** Returns why the file cannot be used. A file that refers to others could reach any file of the host. */
    public Optional<String> problem() {
        if (magic != MAGIC) {
            return Optional.of("is not a qcow2 image; convert it with: qemu-img convert -O qcow2");
        }
        if (backingFileOffset != 0) {
            return Optional.of("has a backing file; make it stand alone with: qemu-img convert -O qcow2");
        }
        if ((incompatibleFeatures & EXTERNAL_DATA) != 0) {
            return Optional.of("keeps its data in another file; make it stand alone with: qemu-img convert -O qcow2");
        }
        return Optional.empty();
    }
}
