package io.laas.model.lab;

import io.laas.model.Names;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Parameter;
import io.laas.model.installer.Requirements;
import io.laas.model.installer.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a whole installer. */
final class InstallerReader {
    static final List<String> KEYS =
            List.of("installer", "title", "description", "parameters", "requires", "steps", "limit");
    static final List<String> PARAMETER_KEYS = List.of("name", "title", "default", "pattern", "choices", "secret");
    static final List<String> REQUIRES_KEYS =
            List.of("nodes", "controllers", "computes", "memory", "cores", "networks", "internet");

    private InstallerReader() {}

    static Supplier<Installer> read(YamlFields f) {
        String name = f.parsed("installer", n -> Names.require("installer name", n));
        String title = f.text("title", String.valueOf(name));
        String description = f.value("description").flatMap(v -> v.block(2000)).orElse("");
        Section<Parameter> parameters = parameters("installer", f.items("parameters"));
        Requirements requirements =
                f.value("requires").flatMap(InstallerReader::requirements).orElse(Requirements.NONE);
        Section<Step> steps = Section.of("step", "installer", f.someItems("steps"), StepReader::read);
        Duration limit = f.duration("limit", Installer.USUAL);
        return () -> new Installer(name, title, description, parameters.list(), requirements, steps.list(), limit);
    }

    static Section<Parameter> parameters(String owner, List<YamlValue> items) {
        return Section.of("parameter", owner, items, InstallerReader::parameter);
    }

    private static Optional<Parameter> parameter(YamlValue item) {
        return item.object(PARAMETER_KEYS, f -> {
            String name = f.parsed("name", n -> Names.require("parameter name", n));
            String title = f.text("title", String.valueOf(name));
            Optional<String> standard = f.value("default").flatMap(YamlValue::text);
            Optional<String> pattern = f.value("pattern").flatMap(YamlValue::text);
            List<String> choices =
                    f.items("choices").stream().flatMap(v -> v.text().stream()).toList();
            boolean secret = flag(f, "secret");
            return () -> new Parameter(name, title, standard, pattern, choices, secret);
        });
    }

    private static Optional<Requirements> requirements(YamlValue value) {
        return value.object(REQUIRES_KEYS, f -> {
            int nodes = f.integer("nodes", 0);
            int controllers = f.integer("controllers", 0);
            int computes = f.integer("computes", 0);
            int memory = f.maybe("memory", Quantities::mebibytes).orElse(0);
            int cores = f.integer("cores", 0);
            Set<String> networks = new HashSet<>();
            f.items("networks")
                    .forEach(
                            v -> v.parsed(n -> Names.require("network name", n)).ifPresent(networks::add));
            boolean internet = flag(f, "internet");
            return () -> new Requirements(nodes, controllers, computes, memory, cores, networks, internet);
        });
    }

    private static boolean flag(YamlFields f, String key) {
        return f.maybe(key, InstallerReader::truth).orElse(false);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "a truth value must be true or false, was '%s'".formatted(Names.clean(text, 40)));
        };
    }
}
