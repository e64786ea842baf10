package io.laas.engine.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets and compares them. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Letters and digits that are not taken for one another. */
    private static final String PLAIN = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int SECRET_BYTES = 32;
    private static final int CODE_LENGTH = 10;
    private static final int ID_BYTES = 5;

    private Secrets() {}

    static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns {@code laas_<id>_<256 random bits>}. */
    static String newSecret(String id) {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "laas_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the id inside a secret; empty text if it is not one of ours. */
    static String idIn(String secret) {
        String[] parts = secret == null ? new String[0] : secret.split("_", 3);
        return parts.length == 3 && parts[0].equals("laas") && parts[1].length() == 2 * ID_BYTES ? parts[1] : "";
    }

    /** Returns a code of 50 random bits that can be typed. */
    static String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(PLAIN.charAt(RANDOM.nextInt(PLAIN.length())));
        }
        return code.toString();
    }

    static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Compares in a time that does not depend on where they differ. */
    static boolean same(String oneHash, String otherHash) {
        return MessageDigest.isEqual(
                oneHash.getBytes(StandardCharsets.US_ASCII), otherHash.getBytes(StandardCharsets.US_ASCII));
    }
}
