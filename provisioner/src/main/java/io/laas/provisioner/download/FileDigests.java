package io.laas.provisioner.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of files, remembered as long as size and time of change stay the same. Thread-safe. */
public final class FileDigests {
    private static final int BUFFER = 1 << 20;
    private final Map<Key, String> known = new ConcurrentHashMap<>();

    public String sha256(Path file) throws IOException {
        Key key = new Key(file, Files.size(file), Files.getLastModifiedTime(file));
        String sum = known.get(key);
        if (sum == null) {
            sum = compute(file);
            known.put(key, sum);
        }
        return sum;
    }

    private static String compute(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return hex(digest);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private record Key(Path file, long size, FileTime changed) {}
}
