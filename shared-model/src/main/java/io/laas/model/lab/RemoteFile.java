package io.laas.model.lab;

import io.laas.model.Names;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is fetched from a web server where it is needed. It stands where the name of a file stands in an {@link Image}:
 * {@code https://cloud.example.org/debian-12.qcow2}.
 *
 * @param url http or https, with a server, without a password, at most 1000 characters
 */
public record RemoteFile(String url) {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_PORT = 65535;
    private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
    private static final Pattern PASSWORD = Pattern.compile("[^/?#]*//[^/?#]*@.*", Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile("(?i:https?)://"
            + "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
            + "(?::(?<port>[0-9]{1,5}))?"
            + "(?:[/?](?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+)?");

    public RemoteFile {
        Objects.requireNonNull(url, "url");
        if (url.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("url must be at most %d characters".formatted(MAX_LENGTH));
        }
        if (PASSWORD.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "url must not contain a user or password; the lab file is no place for secrets");
        }
        if (!isAddress(url)) {
            throw new IllegalArgumentException(
                    "url must be a web address such as https://cloud.example.org/debian-12.qcow2, without '#', was '%s'"
                            .formatted(shown(url)));
        }
    }

    private static boolean isAddress(String url) {
        Matcher m = FORM.matcher(url);
        return m.matches() && (m.group("port") == null || Integer.parseInt(m.group("port")) <= MAX_PORT);
    }

    /** Reads what {@link #toString} made; empty if the text is the name of another file. */
    static Optional<RemoteFile> of(String file) {
        return claims(file) ? Optional.of(new RemoteFile(file)) : Optional.empty();
    }

    /** Returns whether the text looks like one of these, well formed or not. */
    static boolean claims(String file) {
        return SCHEME.matcher(file).matches();
    }

    /** Returns the address for people, without its query, which may be a secret. */
    public String shown() {
        return shown(url);
    }

    private static String shown(String url) {
        int query = url.indexOf('?');
        return Names.clean(query < 0 ? url : url.substring(0, query), MAX_LENGTH);
    }

    @Override
    public String toString() {
        return url;
    }
}
