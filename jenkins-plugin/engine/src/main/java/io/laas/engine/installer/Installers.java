package io.laas.engine.installer;

import io.laas.model.installer.Installation;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Values;
import io.laas.model.lab.InstallerFile;
import io.laas.model.lab.LabProblem;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installers that are offered: those that come with LaaS, and those in files that labs drop. A file with the name of one that
 * comes with LaaS takes its place. Changes of files are seen at the next question. Thread-safe.
 */
public final class Installers {
    private static final Logger LOG = LoggerFactory.getLogger(Installers.class);
    private static final List<String> COMING = List.of("hello-world", "k3s");

    private final DroppedFiles files = new DroppedFiles("installers", this::forget, this::read);
    private final Map<String, Installer> coming = new TreeMap<>();
    private final Map<String, Installer> dropped = new TreeMap<>();
    private final List<LabProblem> wrong = new ArrayList<>();

    /** Creates them with those that come with LaaS. */
    public Installers() {
        for (String name : COMING) {
            InstallerFile.Result result = InstallerFile.parse(text(name), name + ".yaml");
            coming.put(
                    name,
                    result.installer()
                            .orElseThrow(() -> new IllegalStateException(
                                    "installer %s is wrong: %s".formatted(name, result.problems()))));
        }
    }

    private static String text(String name) {
        try (InputStream in = Installers.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("installer %s is missing from the program".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("installer " + name + " cannot be read from the program", e);
        }
    }

    /** Sets where labs drop files; directories that are not there count as empty. */
    public void in(List<Path> directories) {
        files.in(directories);
    }

    /**
     * What is offered.
     *
     * @param installers by name
     * @param problems what is wrong with files; what they hold is not offered
     */
    public record Offer(List<Installer> installers, List<LabProblem> problems) {
        public Offer {
            installers = List.copyOf(installers);
            problems = List.copyOf(problems);
        }
    }

    /** Returns what is offered now. */
    public synchronized Offer offer() {
        List<LabProblem> problems = new ArrayList<>(files.refresh());
        problems.addAll(wrong);
        Map<String, Installer> all = new TreeMap<>(coming);
        all.putAll(dropped);
        return new Offer(List.copyOf(all.values()), problems);
    }

    public Optional<Installer> find(String name) {
        return offer().installers().stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /**
     * Returns what a config installs on a pod, with standard values. Nothing if it installs nothing, or cannot: an installer that is
     * not offered, wants values that have no standard, or needs what the pod lacks is left out, and the log says so.
     */
    public Optional<Installation> ofConfig(Pod pod, Config config) {
        Optional<Installer> installer = config.installer().flatMap(this::find);
        if (config.installer().isPresent() && installer.isEmpty()) {
            LOG.warn(
                    "Config {} installs {}, which is not offered",
                    config.id(),
                    config.installer().get());
        }
        return installer.flatMap(i -> {
            Values values = i.values(Map.of());
            List<String> problems = new ArrayList<>(values.problems());
            i.requirements().lacking(pod).ifPresent(what -> problems.add("Installer " + i.name() + " " + what + "."));
            problems.forEach(p -> LOG.warn("Config {} does not install {}: {}", config.id(), i.name(), p));
            return problems.isEmpty() ? Optional.of(i.with(values)) : Optional.empty();
        });
    }

    private void forget() {
        dropped.clear();
        wrong.clear();
    }

    private void read(String text, String source) {
        InstallerFile.Result result = InstallerFile.parse(text, source);
        List<LabProblem> problems = new ArrayList<>(result.problems());
        result.installer()
                .filter(i -> dropped.putIfAbsent(i.name(), i) != null)
                .ifPresent(i -> problems.add(DroppedFiles.problem(
                        source,
                        "describes installer %s, which another file does too; give it another name"
                                .formatted(i.name()))));
        problems.forEach(p -> LOG.warn("An installer is not offered: {}", p));
        wrong.addAll(problems);
    }
}
