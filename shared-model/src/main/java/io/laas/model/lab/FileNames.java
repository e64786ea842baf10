package io.laas.model.lab;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Names of files in a lab file; relative ones count from its directory. */
final class FileNames {
    private final Path baseDir;

    FileNames(Path baseDir) {
        this.baseDir = baseDir;
    }

    /** Returns the one of the two that is given. */
    String one(String whose, Optional<String> file, Optional<String> url) {
        if (file.isPresent() == url.isPresent()) {
            throw new IllegalArgumentException(
                    "%s: give either file, which is there already, or url, from which it is fetched".formatted(whose));
        }
        return file.or(() -> url).orElseThrow();
    }

    String resolved(String file) {
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
