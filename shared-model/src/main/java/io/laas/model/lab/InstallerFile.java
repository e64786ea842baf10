package io.laas.model.lab;

import io.laas.model.installer.Installer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the YAML text of an installer. Strict like {@link LabFile}: everything that is wrong is told at once, each with its line,
 * and nothing is thrown.
 */
public final class InstallerFile {
    private static final int MAX_CHARACTERS = 256 * 1024;

    private InstallerFile() {}

    /**
     * What comes of reading one.
     *
     * @param installer the installer, if nothing is wrong
     * @param problems everything that is wrong otherwise
     */
    public record Result(Optional<Installer> installer, List<LabProblem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads the text.
     *
     * @param sourceName name of the file for messages
     */
    public static Result parse(String text, String sourceName) {
        Reading reading = new Reading(sourceName, Reading.Form.INSTALLER);
        if (text.length() > MAX_CHARACTERS) {
            reading.problem(0, 0, "", "must be at most 256 KiB long");
            return new Result(Optional.empty(), reading.problems());
        }
        Optional<Installer> installer = YamlDocument.compose(text, reading)
                .flatMap(root -> new YamlValue(reading, "", root).object(InstallerReader.KEYS, InstallerReader::read));
        return new Result(installer.filter(i -> reading.problems().isEmpty()), reading.problems());
    }

    /** Returns the keys each part of an installer may have, by the part's name in the reference. */
    static Map<String, List<String>> knownKeys() {
        return Map.of(
                "file", InstallerReader.KEYS,
                "parameters", InstallerReader.PARAMETER_KEYS,
                "requires", InstallerReader.REQUIRES_KEYS,
                "steps", StepReader.KEYS,
                "steps.file", StepReader.FILE_KEYS,
                "steps.wait-for", StepReader.ASK_KEYS);
    }
}
