package io.laas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public SSH key in OpenSSH's one-line form {@code type base64 comment}; options before the type are refused. */
public record SshKey(@JsonValue String line) {
    private static final int MAX_LENGTH = 8192;
    private static final Pattern LINE = Pattern.compile(
            "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-ssh-ed25519@openssh\\.com|sk-ecdsa-sha2-nistp256@openssh\\.com)"
                    + " ([A-Za-z0-9+/]+={0,3})(?: [\\p{Print}&&[^\"\\\\]]{0,200})?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SshKey {
        line = line == null ? "" : line.strip();
        Matcher matcher = LINE.matcher(line);
        if (line.length() > MAX_LENGTH || !matcher.matches() || !namesItsType(matcher)) {
            throw new IllegalArgumentException(
                    "ssh key must be one line of a public key such as 'ssh-ed25519 AAAA… name@machine' (see ~/.ssh/*.pub)");
        }
    }

    private static boolean namesItsType(Matcher matcher) {
        try {
            String blob = new String(
                    Base64.getDecoder().decode(matcher.group(2)), java.nio.charset.StandardCharsets.ISO_8859_1);
            return blob.startsWith(matcher.group(1), 4);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
