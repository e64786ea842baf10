package io.laas.chat.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One part of an answer, without any platform's markup. Values may hold text of others (server, users, guests): a face
 * cleans and escapes it when it shows it. Commands in buttons, choices and confirmations are lines as a person would type them.
 */
public sealed interface Block {
    /** Returns the block as plain text, for notifications, logs and faces that cannot show it otherwise. */
    String text();

    /** A sentence or a few. */
    record Text(Tone tone, String text) implements Block {}

    /** A name with its value. */
    record Field(String name, String value) {}

    /** Names with values below a title, which may be empty. */
    record Fields(String title, List<Field> fields) implements Block {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public String text() {
            String lines = fields.stream().map(f -> f.name() + ": " + f.value()).collect(Collectors.joining("\n"));
            return title.isEmpty() ? lines : title + "\n" + lines;
        }
    }

    /** Rows of cells; every row has as many cells as there are headers. */
    record Table(List<String> headers, List<List<String>> rows) implements Block {
        public Table {
            headers = List.copyOf(headers);
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public String text() {
            return rows.stream().map(r -> String.join(" | ", r)).collect(Collectors.joining("\n"));
        }
    }

    /** One step of a work; {@code percent} 0 … 100. */
    record Step(String name, Mark mark, int percent, String message) {}

    /** A work with its steps; {@code percent} over all, 0 … 100. */
    record Progress(String title, Mark mark, int percent, List<Step> steps) implements Block {
        public Progress {
            steps = List.copyOf(steps);
        }

        @Override
        public String text() {
            String lines = steps.stream()
                    .map(s -> "- " + s.name() + ": " + s.mark().word()
                            + (s.message().isEmpty() ? "" : ", " + s.message()))
                    .collect(Collectors.joining("\n"));
            return title + ": " + percent + " %" + (lines.isEmpty() ? "" : "\n" + lines);
        }
    }

    /** What could be done next. */
    record Button(String label, String command, boolean danger) {}

    /** Offers, most useful first. */
    record Buttons(List<Button> buttons) implements Block {
        public Buttons {
            buttons = List.copyOf(buttons);
        }

        @Override
        public String text() {
            return buttons.stream().map(b -> b.label() + ": " + b.command()).collect(Collectors.joining("\n"));
        }
    }

    /** One of several; choosing it runs {@code command}. */
    record Choice(String label, String command) {}

    /** A question that one of the choices answers. */
    record Choices(String prompt, List<Choice> choices) implements Block {
        public Choices {
            choices = List.copyOf(choices);
        }

        @Override
        public String text() {
            return prompt + "\n"
                    + choices.stream()
                            .map(c -> c.command() + " (" + c.label() + ")")
                            .collect(Collectors.joining("\n"));
        }
    }

    /** A "no": what, which and why in {@code message}, what next in {@code hints}. */
    record Problem(String code, String message, List<String> hints) implements Block {
        public Problem {
            hints = List.copyOf(hints);
        }

        @Override
        public String text() {
            return hints.isEmpty() ? message : message + "\n" + String.join("\n", hints);
        }
    }

    /** What only those may read whom the booking concerns, such as how to get in: shown where nobody else reads along. */
    record Confidential(List<Block> blocks) implements Block {
        public Confidential {
            blocks = List.copyOf(blocks);
        }

        @Override
        public String text() {
            return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
        }
    }

    /** A question to be answered with yes before {@code command} is run. */
    record Confirm(String question, List<String> details, String label, String command) implements Block {
        public Confirm {
            details = List.copyOf(details);
        }

        @Override
        public String text() {
            return question + (details.isEmpty() ? "" : "\n" + String.join("\n", details)) + "\n" + label + ": "
                    + command;
        }
    }
}
