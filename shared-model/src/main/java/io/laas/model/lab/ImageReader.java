package io.laas.model.lab;

import io.laas.model.ImageId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code images}; relative paths count from the lab file's directory. */
final class ImageReader {
    static final List<String> KEYS = List.of("name", "file", "url", "sha256", "os", "arch", "user", "boot");
    static final List<String> BOOT_KEYS = List.of("kernel", "initrd", "command-line");

    private final Path baseDir;

    ImageReader(Path baseDir) {
        this.baseDir = baseDir;
    }

    Optional<Image> read(YamlValue item) {
        return item.object(KEYS, f -> {
            ImageId id = f.parsed("name", ImageId::new);
            Optional<String> file = f.maybe("file", this::resolved);
            Optional<String> url = f.maybe("url", text -> new RemoteFile(text).url());
            Optional<String> sha256 = f.maybe("sha256", s -> s);
            String os = f.text("os", "");
            Arch arch = f.maybe("arch", Arch::of).orElse(Arch.X86_64);
            String user = f.text("user");
            Optional<DirectBoot> boot = f.value("boot").flatMap(this::boot);
            return () -> new Image(id, one(id, file, url), sha256, os, user, boot, arch);
        });
    }

    private static String one(ImageId id, Optional<String> file, Optional<String> url) {
        if (file.isPresent() == url.isPresent()) {
            throw new IllegalArgumentException(
                    "image %s: give either file, which is there already, or url, from which it is fetched"
                            .formatted(id));
        }
        return file.or(() -> url).orElseThrow();
    }

    private Optional<DirectBoot> boot(YamlValue value) {
        return value.object(BOOT_KEYS, f -> {
            String kernel = f.parsed("kernel", this::resolved);
            String initrd = f.parsed("initrd", this::resolved);
            String commandLine = f.text("command-line");
            return () -> new DirectBoot(kernel, initrd, commandLine);
        });
    }

    private String resolved(String file) {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the name of a file must not be empty");
        }
        if (StoredFile.claims(file)) {
            throw new IllegalArgumentException(
                    "the name of a file must not begin like that of a snapshot; people book snapshots by their own names");
        }
        if (RemoteFile.claims(file)) {
            throw new IllegalArgumentException("a file is a path; give an address as url, with its sha256");
        }
        try {
            return baseDir.resolve(file).normalize().toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the name of a file must be one that this system allows", e);
        }
    }
}
