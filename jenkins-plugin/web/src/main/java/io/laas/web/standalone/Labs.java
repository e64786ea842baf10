package io.laas.web.standalone;

import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.lab.LabProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lab files the server was given; without any, the one in the data directory, which begins as a commented starter. */
final class Labs {
    private static final Logger LOG = LoggerFactory.getLogger(Labs.class);
    private static final String STARTER = "starter-lab.yaml";

    private final List<Path> files;
    private final Path data;
    private final Map<LabId, Path> places = new LinkedHashMap<>();

    Labs(List<Path> files, Path data) {
        this.files = List.copyOf(files);
        this.data = data;
    }

    /**
     * Reads all of them.
     *
     * @throws StartException with every problem of every file
     */
    List<Lab> read() {
        List<Lab> labs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<LabId> names = new HashSet<>();
        for (Path file : files.isEmpty() ? List.of(starter()) : files) {
            LabFileResult result = LabFile.read(file);
            if (result instanceof LabFileResult.Good good
                    && names.add(good.lab().id())) {
                labs.add(good.lab());
                places.put(good.lab().id(), file.toAbsolutePath().normalize());
            } else if (result instanceof LabFileResult.Good good) {
                problems.add("%s: lab %s is in another of the given files already; names must differ"
                        .formatted(file.getFileName(), good.lab().id()));
            } else if (result instanceof LabFileResult.Bad bad) {
                bad.problems().stream().map(LabProblem::toString).forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new StartException(problems);
        }
        return labs;
    }

    /** Returns in which file each of the labs is that were read. */
    Map<LabId, Path> places() {
        return Map.copyOf(places);
    }

    /** Returns the directories of the given files. */
    List<Path> directories() {
        return files.stream()
                .map(file -> file.toAbsolutePath().normalize().getParent())
                .distinct()
                .toList();
    }

    private Path starter() {
        Path file = data.resolve("lab.yaml");
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream in = Labs.class.getResourceAsStream(STARTER)) {
            Files.createDirectories(data);
            Files.copy(in, file);
            LOG.info("No lab file was given: wrote a starter to {}; add a pod there and start again", file);
            return file;
        } catch (IOException e) {
            throw new StartException(
                    "no lab file was given and a starter cannot be written to %s: %s; give one with --lab FILE"
                            .formatted(file, e.getMessage()));
        }
    }
}
