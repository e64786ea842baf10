package io.laas.model.lab;

import io.laas.model.IsoId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code isos}; relative paths count from the lab file's directory. */
final class IsoReader {
    static final List<String> KEYS = List.of("name", "file", "url", "sha256", "title");

    private final FileNames files;

    IsoReader(Path baseDir) {
        this.files = new FileNames(baseDir);
    }

    Optional<Iso> read(YamlValue item) {
        return item.object(KEYS, f -> {
            IsoId id = f.parsed("name", IsoId::new);
            Optional<String> file = f.maybe("file", files::resolved);
            Optional<String> url = f.maybe("url", text -> new RemoteFile(text).url());
            Optional<String> sha256 = f.maybe("sha256", s -> s);
            String title = f.text("title", "");
            return () -> new Iso(id, files.one("ISO " + id, file, url), sha256, title);
        });
    }
}
