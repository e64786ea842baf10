package io.laas.chat.console;

import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import java.util.ArrayList;
import java.util.List;

/** Turns replies into lines for a terminal. Pure. Every text is cleaned here, so that nothing from outside acts on the terminal. */
public final class Renderer {
    private static final int BAR = 24;
    private static final int MAX_CELL = 60;

    private final Ink ink;

    public Renderer(Ink ink) {
        this.ink = ink;
    }

    public List<String> lines(Reply reply) {
        List<String> lines = new ArrayList<>();
        reply.blocks().forEach(b -> add(b, lines));
        return lines;
    }

    private void add(Block block, List<String> lines) {
        if (block instanceof Block.Text text) {
            text(text, lines);
        } else if (block instanceof Block.Fields fields) {
            fields(fields, lines);
        } else if (block instanceof Block.Table table) {
            table(table, lines);
        } else if (block instanceof Block.Progress progress) {
            lines.addAll(progress(progress));
        } else if (block instanceof Block.Buttons buttons) {
            buttons.buttons().forEach(b -> lines.add(ink.quiet(Texts.of("console.next", clean(b.command())))));
        } else if (block instanceof Block.Choices choices) {
            lines.add(clean(choices.prompt()));
            choices.choices().forEach(c -> lines.add("  " + ink.strong(clean(c.command())) + "  " + clean(c.label())));
        } else if (block instanceof Block.Problem problem) {
            Plain.lines(problem.message()).lines().forEach(l -> lines.add(ink.red(l)));
            problem.hints().forEach(h -> Plain.lines(h).lines().forEach(l -> lines.add("  " + l)));
        } else if (block instanceof Block.Confidential confidential) {
            confidential.blocks().forEach(b -> add(b, lines));
        } else if (block instanceof Block.Confirm confirm) {
            lines.add(ink.strong(clean(confirm.question())));
            confirm.details().forEach(d -> lines.add("  " + clean(d)));
        }
    }

    private void text(Block.Text text, List<String> lines) {
        String indent = text.tone() == Tone.CODE ? "  " : "";
        Plain.lines(text.text()).lines().forEach(l -> lines.add(indent + ink.tone(text.tone(), l)));
    }

    private void fields(Block.Fields fields, List<String> lines) {
        if (!fields.title().isEmpty()) {
            lines.add(ink.strong(clean(fields.title())));
        }
        int width =
                fields.fields().stream().mapToInt(f -> f.name().length()).max().orElse(0);
        fields.fields()
                .forEach(f -> lines.add("  " + ink.quiet(pad(clean(f.name()), width)) + "  " + clean(f.value())));
    }

    private void table(Block.Table table, List<String> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.headers().stream().map(Renderer::clean).toList());
        table.rows().forEach(r -> rows.add(r.stream().map(Renderer::clean).toList()));
        int columns = table.headers().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.min(MAX_CELL, row.get(i).length()));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(
                        i == columns - 1 ? rows.get(r).get(i) : pad(rows.get(r).get(i), widths[i]) + "  ");
            }
            lines.add(
                    r == 0
                            ? ink.strong(line.toString().stripTrailing())
                            : line.toString().stripTrailing());
        }
    }

    /** Returns the bar over all and a line for each step. */
    List<String> progress(Block.Progress p) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s %3d %%  %s"
                .formatted(ink.mark(p.mark()), ink.bar(p.mark(), p.percent(), BAR), p.percent(), clean(p.title())));
        int width = p.steps().stream().mapToInt(s -> s.name().length()).max().orElse(0);
        p.steps().forEach(s -> lines.add(step(s, width)));
        return lines;
    }

    private String step(Block.Step step, int width) {
        boolean partly = step.mark() == Mark.RUNNING && step.percent() > 0;
        String percent = partly ? "%3d %%".formatted(step.percent()) : "     ";
        String line = "  %s %s %s  %s"
                .formatted(
                        ink.mark(step.mark()),
                        pad(clean(step.name()), width),
                        percent,
                        ink.quiet(clean(step.message())));
        return line.stripTrailing();
    }

    private static String clean(String text) {
        return Plain.line(text);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
