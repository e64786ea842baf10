package io.laas.engine.installer;

import io.laas.model.Names;
import io.laas.model.lab.LabProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The YAML files in some directories, read anew when one of them has changed. Files that cannot be read are problems and nothing
 * else; directories that are not there are empty. Thread-safe.
 */
final class DroppedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedFiles.class);
    private static final int MAX_FILES = 200;
    private static final int MAX_BYTES = 256 * 1024;
    private static final int SHOWN = 200;

    private final String what;
    private final BiConsumer<String, String> reader;
    private final Runnable forget;
    private List<Path> directories = List.of();
    private String seen = "";

    /**
     * @param what what the files hold, for the log
     * @param forget called before the files are read anew
     * @param reader is given the text of each file, and its name
     */
    DroppedFiles(String what, Runnable forget, BiConsumer<String, String> reader) {
        this.what = what;
        this.forget = forget;
        this.reader = reader;
    }

    synchronized void in(List<Path> newDirectories) {
        directories = List.copyOf(newDirectories);
        seen = "";
    }

    /** Reads the files again if one was changed, added or taken away; returns those that could not be read. */
    synchronized List<LabProblem> refresh() {
        List<LabProblem> problems = new ArrayList<>();
        List<Path> files = files(problems);
        String now =
                directories + files.stream().map(DroppedFiles::state).toList().toString();
        if (now.equals(seen)) {
            return problems;
        }
        seen = now;
        forget.run();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    problems.add(problem(name, "must be at most 256 KiB long"));
                } else {
                    reader.accept(text(bytes), name);
                }
            } catch (CharacterCodingException e) {
                problems.add(problem(name, "must be UTF-8 text; save it again with that encoding"));
            } catch (IOException e) {
                problems.add(problem(name, "cannot be read: " + Names.clean(e.getMessage(), SHOWN)));
            }
        }
        LOG.info("{} files with {} in {}", files.size(), what, directories);
        if (!problems.isEmpty()) {
            seen = "";
        }
        return problems;
    }

    private List<Path> files(List<LabProblem> problems) {
        Map<String, Path> result = new TreeMap<>();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (Stream<Path> all = Files.list(directory)) {
                all.filter(DroppedFiles::isYaml)
                        .sorted()
                        .limit(MAX_FILES)
                        .forEach(f -> result.put(f.toAbsolutePath().toString(), f));
            } catch (IOException e) {
                problems.add(problem(directory.toString(), "cannot be read: " + Names.clean(e.getMessage(), SHOWN)));
            }
        }
        return List.copyOf(result.values());
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return file + " gone";
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    static LabProblem problem(String source, String message) {
        return new LabProblem(source, 0, 0, "the file", message);
    }
}
