package io.laas.chat.console;

import io.laas.chat.core.Plain;
import io.laas.chat.core.TextFiles;
import io.laas.chat.core.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files of the machine at whose console somebody sits, as that person may read them. */
final class OwnFiles implements TextFiles {
    /** As much as the server takes of one file. */
    private static final int MAX_BYTES = 512 << 10;

    private final Path home;

    OwnFiles(Path home) {
        this.home = home;
    }

    @Override
    public Read read(String name) {
        String shown = Plain.line(name);
        try {
            Path file = name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return new Unread(Texts.of("files.other", shown));
            }
            return text(file, shown);
        } catch (NoSuchFileException e) {
            return new Unread(Texts.of("files.missing", shown));
        } catch (CharacterCodingException e) {
            return new Unread(Texts.of("files.coding", shown));
        } catch (IOException | InvalidPathException e) {
            return new Unread(Texts.of("files.unreadable", shown));
        }
    }

    private static Read text(Path file, String shown) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return new Unread(Texts.of("files.long", shown, MAX_BYTES >> 10));
            }
            return new Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        }
    }
}
