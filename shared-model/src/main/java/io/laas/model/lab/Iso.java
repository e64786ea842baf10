package io.laas.model.lab;

import io.laas.model.IsoId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A disc image that installers need. It is attached to the jump host, read-only, and served to the other machines from there.
 *
 * @param id its name
 * @param file path of the file where the operation runs, or a {@link RemoteFile} that is fetched there
 * @param sha256 64 lower-case hexadecimal digits of the file, checked before use; empty: not checked, which a remote file always is
 * @param title what is on it, for people; may be empty
 */
public record Iso(IsoId id, String file, Optional<String> sha256, String title) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Iso {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(file, "file");
        title = title == null ? "" : title;
        sha256.filter(s -> !SHA256.matcher(s).matches()).ifPresent(s -> {
            throw new IllegalArgumentException(
                    "ISO %s: sha256 must be 64 lower-case hexadecimal digits, was '%s'".formatted(id, s));
        });
        if (RemoteFile.of(file).isPresent() && sha256.isEmpty()) {
            throw new IllegalArgumentException(
                    "ISO %s: a url needs sha256, so that what arrives can be proved".formatted(id));
        }
    }

    /** Returns where it is fetched from, if it comes from a web server. */
    public Optional<RemoteFile> remote() {
        return RemoteFile.of(file);
    }
}
