package io.laas.model.lab;

import io.laas.model.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the YAML file that describes a lab. Strict: keys that are not known, values of the wrong kind, names given twice and
 * references to nothing are problems, and all problems of a file are reported at once, each with its line. Nothing is thrown.
 */
public final class LabFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final String WHOLE = "the lab file";

    private LabFile() {}

    /** Reads a file; relative paths in it count from its directory. */
    public static LabFileResult read(Path file) {
        Path name = file.getFileName();
        String source = name == null ? file.toString() : name.toString();
        Path base = file.toAbsolutePath().normalize().getParent();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return unreadable(source, "must be at most 1 MiB long; split the lab into several files");
            }
            return parse(decoded(bytes), source, base == null ? file.toAbsolutePath() : base);
        } catch (NoSuchFileException e) {
            return unreadable(source, "does not exist: " + file + "; check the path");
        } catch (CharacterCodingException e) {
            return unreadable(source, "must be UTF-8 text; save it again with that encoding");
        } catch (IOException e) {
            return unreadable(source, "cannot be read: " + Names.clean(e.getMessage(), 200));
        }
    }

    /**
     * Reads the text of a lab file.
     *
     * @param sourceName name of the file for messages
     * @param baseDir directory from which relative paths in the text count
     */
    public static LabFileResult parse(String text, String sourceName, Path baseDir) {
        return parse(text, sourceName, baseDir, Optional.empty());
    }

    /**
     * Reads a text that is to take the place of a lab's present one: the lab keeps its name, and names of other labs are taken.
     *
     * @param beside the labs beside it
     */
    public static LabFileResult parse(String text, String sourceName, Path baseDir, Neighbours beside) {
        return parse(text, sourceName, baseDir, Optional.of(beside));
    }

    private static LabFileResult parse(String text, String sourceName, Path baseDir, Optional<Neighbours> beside) {
        if (text.length() > MAX_BYTES) {
            return unreadable(sourceName, "must be at most 1 MiB long; split the lab into several files");
        }
        Reading reading = new Reading(sourceName, Reading.Form.LAB);
        return YamlDocument.compose(text, reading)
                .flatMap(root -> new LabReader(baseDir, beside).read(new YamlValue(reading, "", root)))
                .<LabFileResult>map(LabFileResult.Good::new)
                .orElseGet(() -> new LabFileResult.Bad(reading.problems()));
    }

    /** Returns the keys each part of a lab file may have, by the part's name in the reference. */
    static Map<String, List<String>> knownKeys() {
        return LabReader.knownKeys();
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static LabFileResult unreadable(String source, String message) {
        return new LabFileResult.Bad(List.of(new LabProblem(source, 0, 0, WHOLE, message)));
    }
}
