package io.laas.model.lab;

import io.laas.model.ImageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code images}; relative paths count from the lab file's directory. */
final class ImageReader {
    static final List<String> KEYS = List.of("name", "file", "url", "sha256", "os", "arch", "user", "boot");
    static final List<String> BOOT_KEYS = List.of("kernel", "initrd", "command-line");

    private final FileNames files;

    ImageReader(Path baseDir) {
        this.files = new FileNames(baseDir);
    }

    Optional<Image> read(YamlValue item) {
        return item.object(KEYS, f -> {
            ImageId id = f.parsed("name", ImageId::new);
            Optional<String> file = f.maybe("file", files::resolved);
            Optional<String> url = f.maybe("url", text -> new RemoteFile(text).url());
            Optional<String> sha256 = f.maybe("sha256", s -> s);
            String os = f.text("os", "");
            Arch arch = f.maybe("arch", Arch::of).orElse(Arch.X86_64);
            String user = f.text("user");
            Optional<DirectBoot> boot = f.value("boot").flatMap(this::boot);
            return () -> new Image(id, files.one("image " + id, file, url), sha256, os, user, boot, arch);
        });
    }

    private Optional<DirectBoot> boot(YamlValue value) {
        return value.object(BOOT_KEYS, f -> {
            String kernel = f.parsed("kernel", files::resolved);
            String initrd = f.parsed("initrd", files::resolved);
            String commandLine = f.text("command-line");
            return () -> new DirectBoot(kernel, initrd, commandLine);
        });
    }
}
