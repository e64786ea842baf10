package io.laas.model.lab;

import io.laas.model.Names;
import io.laas.model.installer.Action;
import io.laas.model.installer.Escape;
import io.laas.model.installer.Step;
import io.laas.model.installer.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads one step of an installer, or what a task of a lab's own does. */
final class StepReader {
    /** What a step can do; it does one of them. */
    static final List<String> ACTIONS = List.of("script", "file", "wait-for", "check");

    static final List<String> KEYS =
            List.of("name", "title", "on", "script", "file", "wait-for", "check", "timeout", "retry", "undo");
    static final List<String> FILE_KEYS = List.of("path", "content", "mode", "escape");
    static final List<String> ASK_KEYS = List.of("tcp", "http", "command", "contains", "from");

    private static final int MAX_CONTAINS = 2000;
    private static final int MAX_TEXT = 64 * 1024;

    private StepReader() {}

    static Optional<Step> read(YamlValue item) {
        return item.object(KEYS, f -> step(item, f));
    }

    /** Reads the keys of a step among those of something larger. */
    static Supplier<Step> step(YamlValue item, YamlFields f) {
        String name = f.parsed("name", n -> Names.require("step name", n));
        String title = f.text("title", String.valueOf(name));
        Target on = f.choice("on", Target.JUMP_HOST);
        Optional<Action> action = action(item, f);
        Duration timeout = f.duration("timeout", Step.USUAL);
        int retries = f.integer("retry", 0);
        Optional<String> undo = f.value("undo").flatMap(v -> v.block(MAX_TEXT));
        return () -> new Step(name, title, on, action.orElseThrow(), timeout, retries, undo);
    }

    private static Optional<Action> action(YamlValue item, YamlFields f) {
        List<String> given =
                ACTIONS.stream().filter(k -> f.value(k).isPresent()).toList();
        if (given.size() != 1) {
            item.wrong("must have one of the keys %s, has %s"
                    .formatted(String.join(", ", ACTIONS), given.isEmpty() ? "none" : String.join(" and ", given)));
            return Optional.empty();
        }
        YamlValue value = f.value(given.get(0)).orElseThrow();
        return switch (given.get(0)) {
            case "script" -> value.block(MAX_TEXT).map(Action.Script::new);
            case "file" -> value.object(FILE_KEYS, StepReader::file);
            default -> value.object(ASK_KEYS, g -> question(value, g));
        };
    }

    private static Supplier<Action> file(YamlFields f) {
        String path = f.text("path");
        Optional<String> content = f.required("content").flatMap(v -> v.block(MAX_TEXT));
        String mode = f.text("mode", "0644");
        Escape escape = f.choice("escape", Escape.NONE);
        return () -> new Action.PutFile(path, content.orElseThrow(), mode, escape);
    }

    private static Supplier<Action> question(YamlValue value, YamlFields f) {
        List<String> given = List.of("tcp", "http", "command").stream()
                .filter(k -> f.value(k).isPresent())
                .toList();
        if (given.size() != 1) {
            value.wrong("must have one of the keys tcp, http, command, has %s"
                    .formatted(given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        Action.From from = f.choice("from", Action.From.JUMP_HOST);
        List<String> contains = new ArrayList<>();
        f.items("contains").forEach(v -> v.block(MAX_CONTAINS).ifPresent(contains::add));
        if (!given.contains("http")) {
            f.value("contains").ifPresent(v -> v.wrong("belongs to http; take it out"));
        }
        if (given.contains("command")) {
            f.value("from").ifPresent(v -> v.wrong("does not go with command, which runs on the machines of 'on'"));
            Optional<String> command = f.value("command").flatMap(v -> v.block(MAX_TEXT));
            return () -> new Action.Script(until(command.orElseThrow()));
        }
        String text = given.size() == 1 ? f.text(given.get(0)) : "";
        return () -> given.contains("tcp") ? new Action.Answer(text, from) : new Action.Http(text, contains, from);
    }

    /** Asks until the command ends well; the step's time ends it otherwise. */
    private static String until(String command) {
        return "until (\n" + command + "\n); do sleep 1; done\n";
    }
}
