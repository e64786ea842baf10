package io.laas.chat.console;

import io.laas.chat.core.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a public key be named by its file at the console: {@code keys add ~/.ssh/id_ed25519.pub}. */
final class KeyFiles {
    private static final Pattern ADD =
            Pattern.compile("(\\s*(?:/?laas\\s+)?keys\\s+add\\s+)(\\S+\\.pub)\\s*", Pattern.CASE_INSENSITIVE);
    private static final int MAX_BYTES = 16 << 10;

    private KeyFiles() {}

    /** Returns the line with the first line of the file in place of its name, or as it is if there is no such file. */
    static String inlined(String line) {
        Matcher add = ADD.matcher(line);
        if (!add.matches()) {
            return line;
        }
        try {
            String name =
                    add.group(2).replaceFirst("^~(?=/)", Matcher.quoteReplacement(System.getProperty("user.home")));
            Path file = Path.of(name);
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return line;
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            return add.group(1) + Plain.line(text.lines().findFirst().orElse(""));
        } catch (IOException | InvalidPathException e) {
            return line;
        }
    }
}
