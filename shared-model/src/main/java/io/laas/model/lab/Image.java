package io.laas.model.lab;

import io.laas.model.ImageId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bootable disk that understands cloud-init's NoCloud source.
 *
 * @param id its name
 * @param file path of the qcow2 file where the operation runs, a {@link RemoteFile} that is fetched there, or a {@link StoredFile} that is on
 *     the host already
 * @param sha256 64 lower-case hexadecimal digits of the file, checked before use; empty: not checked, which a remote file always is
 * @param os free text such as {@code debian-12}
 * @param user the account that gets the users' keys
 * @param boot kernel to load directly, if the image wants it
 * @param arch processor it was made for; where none is told, x86_64
 */
public record Image(
        ImageId id,
        String file,
        Optional<String> sha256,
        String os,
        String user,
        Optional<DirectBoot> boot,
        Arch arch) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    public Image {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(boot, "boot");
        arch = arch == null ? Arch.X86_64 : arch;
        sha256.filter(s -> !SHA256.matcher(s).matches()).ifPresent(s -> {
            throw new IllegalArgumentException(
                    "image %s: sha256 must be 64 lower-case hexadecimal digits, was '%s'".formatted(id, s));
        });
        if (RemoteFile.of(file).isPresent() && sha256.isEmpty()) {
            throw new IllegalArgumentException(
                    "image %s: a url needs sha256, so that what arrives can be proved".formatted(id));
        }
        if (!USER.matcher(user).matches()) {
            throw new IllegalArgumentException(
                    "image %s: user must be a Unix account name, was '%s'".formatted(id, user));
        }
    }

    /** Creates an image for x86_64. */
    public Image(ImageId id, String file, Optional<String> sha256, String os, String user, Optional<DirectBoot> boot) {
        this(id, file, sha256, os, user, boot, Arch.X86_64);
    }

    /** Returns where it is fetched from, if it comes from a web server. */
    public Optional<RemoteFile> remote() {
        return RemoteFile.of(file);
    }

    /** Returns where it is kept if LaaS made it: a snapshot. */
    public Optional<StoredFile> stored() {
        return StoredFile.of(file);
    }
}
