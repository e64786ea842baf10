package io.laas.web.standalone;

import io.laas.engine.port.LabText;
import io.laas.engine.port.LabTexts;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The lab files of the stand-alone server. A text is written beside the file and forced to the disk, made known, and only then put in the
 * file's place; whatever fails leaves the file and the labs as they were. Thread-safe.
 */
final class LabFiles implements LabTexts {
    private final Map<LabId, Path> files;
    private final Map<LabId, Lab> labs = new LinkedHashMap<>();
    private final Consumer<List<Lab>> use;
    private final Predicate<Path> writable;

    /**
     * @param files where the texts of labs are; a lab without a file cannot be changed
     * @param use makes all labs known, or throws and leaves those known before
     */
    LabFiles(List<Lab> labs, Map<LabId, Path> files, Consumer<List<Lab>> use) {
        this(labs, files, use, Files::isWritable);
    }

    LabFiles(List<Lab> labs, Map<LabId, Path> files, Consumer<List<Lab>> use, Predicate<Path> writable) {
        labs.forEach(lab -> this.labs.put(lab.id(), lab));
        this.files = Map.copyOf(files);
        this.use = use;
        this.writable = writable;
    }

    @Override
    public synchronized Optional<LabText> find(LabId lab) throws IOException {
        Path file = files.get(lab);
        if (file == null) {
            return Optional.empty();
        }
        return Optional.of(new LabText(text(file), String.valueOf(file.getFileName()), directory(file), fixed(file)));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("%s is gone; put it back".formatted(file.getFileName()), e);
        } catch (CharacterCodingException e) {
            throw new IOException("%s must be UTF-8 text".formatted(file.getFileName()), e);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be opened by the user that the server runs as".formatted(file.getFileName()), e);
        }
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private Optional<String> fixed(Path file) {
        if (!writable.test(file)) {
            return Optional.of(
                    "The server may not write %s. Change it on the server, or give the user that the server runs as the right to write it."
                            .formatted(file.getFileName()));
        }
        if (!writable.test(directory(target(file)))) {
            return Optional.of(
                    "The server may not write in the directory of %s, which it must to put a new text in its place at once. Change it on the server, or give the user that the server runs as the right to write there."
                            .formatted(file.getFileName()));
        }
        return Optional.empty();
    }

    /** A link stays a link: what it leads to is replaced. */
    private static Path target(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    @Override
    public synchronized boolean replace(LabId lab, String before, String text) throws IOException {
        Path file = target(files.get(lab));
        if (!text(file).equals(before)) {
            return false;
        }
        LabFileResult read = LabFile.parse(text, String.valueOf(file.getFileName()), directory(files.get(lab)));
        if (!(read instanceof LabFileResult.Good good)) {
            throw new IOException("the reader does not take it");
        }
        Path fresh = beside(file, text);
        try {
            Lab old = labs.put(lab, good.lab());
            boolean done = false;
            try {
                use.accept(List.copyOf(labs.values()));
                moved(fresh, file);
                done = true;
            } finally {
                if (!done) {
                    labs.put(lab, old);
                    use.accept(List.copyOf(labs.values()));
                }
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
        return true;
    }

    private static Path beside(Path file, String text) throws IOException {
        Path fresh = null;
        try {
            fresh = Files.createTempFile(directory(file), "." + file.getFileName(), ".new");
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                likeBefore(file, fresh);
                out.force(true);
            }
            return fresh;
        } catch (IOException e) {
            if (fresh != null) {
                Files.deleteIfExists(fresh);
            }
            throw new IOException(
                    "nothing can be written beside %s (%s)".formatted(file.getFileName(), e.getMessage()), e);
        }
    }

    /** The new file belongs to whom the old one belonged to, and opens to no more people. */
    private static void likeBefore(Path file, Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.owner().equals(old.owner())) {
            view.setOwner(old.owner());
        }
        if (!now.group().equals(old.group())) {
            view.setGroup(old.group());
        }
        view.setPermissions(old.permissions());
    }

    private static void moved(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("its file system cannot put a file in the place of another at once", e);
        }
    }
}
