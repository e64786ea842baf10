package io.laas.chat.discord;

import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.platform.Card;
import io.laas.chat.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Turns cards into an embed with rows of buttons. Pure; escapes what others wrote and keeps within Discord's limits. */
final class DiscordRenderer {
    static final String ACTION = "laas:";
    private static final int MAX_TEXT = 4000;
    private static final int MAX_LABEL = 80;
    private static final int IN_ROW = 5;
    private static final int MAX_BUTTONS = 25;
    private static final int MAX_ROWS = 25;
    private static final int BAR = 14;
    private static final int GREEN = 0x2e7d32;
    private static final int RED = 0xc62828;
    private static final int AMBER = 0xf9a825;
    private static final int BLUE = 0x1565c0;

    MessageEmbed embed(Card card) {
        String text = card.blocks().stream()
                .map(DiscordRenderer::text)
                .filter(t -> !t.isEmpty())
                .collect(Collectors.joining("\n"));
        return new EmbedBuilder()
                .setColor(color(card))
                .setDescription(text.isEmpty() ? Texts.of("bot.nothing") : cut(text))
                .build();
    }

    /** Ends with a whole line, so that no escape and no block of code is cut in two. */
    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        String head = text.substring(0, MAX_TEXT - 10);
        int line = head.lastIndexOf('\n');
        String whole = line > 0 ? head.substring(0, line) : head.replaceAll("\\\\?.$", "");
        boolean inCode = whole.split("```", -1).length % 2 == 0;
        return whole + (inCode ? "\n```" : "") + "\n…";
    }

    List<ActionRow> rows(Card card) {
        List<Button> buttons = new ArrayList<>();
        card.blocks().forEach(b -> buttons(b, card, buttons));
        List<Button> shown = buttons.subList(0, Math.min(MAX_BUTTONS, buttons.size()));
        List<ActionRow> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i += IN_ROW) {
            rows.add(ActionRow.of(shown.subList(i, Math.min(i + IN_ROW, shown.size()))));
        }
        return rows;
    }

    private static void buttons(Block block, Card card, List<Button> buttons) {
        if (block instanceof Block.Buttons offered) {
            offered.buttons()
                    .forEach(b -> buttons.add(button(
                            b.label(),
                            card.action(b.command()),
                            b.danger() ? ButtonStyle.DANGER : ButtonStyle.PRIMARY)));
        } else if (block instanceof Block.Choices choices) {
            choices.choices()
                    .forEach(c -> buttons.add(button(c.label(), card.action(c.command()), ButtonStyle.SECONDARY)));
        } else if (block instanceof Block.Confirm confirm) {
            buttons.add(button(confirm.label(), card.action(confirm.command()), ButtonStyle.DANGER));
            buttons.add(button(Texts.of("button.cancel"), card.action(Card.CANCEL), ButtonStyle.SECONDARY));
        }
    }

    private static Button button(String label, String action, ButtonStyle style) {
        String text = Plain.shortened(Moment.plain(Plain.line(label)), MAX_LABEL);
        return Button.of(style, ACTION + action, text.isEmpty() ? "…" : text);
    }

    private static int color(Card card) {
        for (Block block : card.blocks()) {
            if (block instanceof Block.Problem || block instanceof Block.Progress p && p.mark() == Mark.BAD) {
                return RED;
            }
            if (block instanceof Block.Confirm || block instanceof Block.Text text && text.tone() == Tone.WARNING) {
                return AMBER;
            }
        }
        boolean good = card.blocks().stream().anyMatch(b -> b instanceof Block.Text t && t.tone() == Tone.GOOD);
        return good ? GREEN : BLUE;
    }

    private static String text(Block block) {
        if (block instanceof Block.Text text) {
            return text(text);
        } else if (block instanceof Block.Fields fields) {
            return fields(fields);
        } else if (block instanceof Block.Table table) {
            return table(table);
        } else if (block instanceof Block.Progress progress) {
            return progress(progress);
        } else if (block instanceof Block.Problem problem) {
            return "⛔ **" + line(problem.message()) + "**" + items(problem.hints());
        } else if (block instanceof Block.Confirm confirm) {
            return "⚠️ **" + line(confirm.question()) + "**" + items(confirm.details());
        }
        return block instanceof Block.Choices choices ? "**" + line(choices.prompt()) + "**" : "";
    }

    private static String text(Block.Text text) {
        String shown = DiscordText.escaped(text.text());
        return switch (text.tone()) {
            case CODE -> DiscordText.code(text.text());
            case GOOD -> "✅ " + shown;
            case WARNING -> "⚠️ " + shown;
            case QUIET -> "*" + shown.replace("\n", " ") + "*";
            case PLAIN -> shown;
        };
    }

    private static String fields(Block.Fields fields) {
        String lines = fields.fields().stream()
                .map(f -> "**" + line(f.name()) + "** " + DiscordText.escaped(f.value()))
                .collect(Collectors.joining("\n"));
        return fields.title().isEmpty() ? lines : "**" + line(fields.title()) + "**\n" + lines;
    }

    /** Moments are shown in text only, so that a row is a line and not a row of a table. */
    private static String table(Block.Table table) {
        String rows =
                table.rows().stream().limit(MAX_ROWS).map(DiscordRenderer::row).collect(Collectors.joining("\n"));
        int more = table.rows().size() - MAX_ROWS;
        return more > 0 ? rows + "\n*" + line(Texts.of("bot.more", more)) + "*" : rows;
    }

    private static String row(List<String> cells) {
        StringBuilder row = new StringBuilder("• **" + line(cells.get(0)) + "**");
        cells.stream()
                .skip(1)
                .filter(c -> !c.isBlank())
                .forEach(c -> row.append(" · ").append(line(c)));
        return row.toString();
    }

    private static String progress(Block.Progress p) {
        int full = Math.max(0, Math.min(100, p.percent())) * BAR / 100;
        String head = "%s %s%s %d %% **%s**"
                .formatted(sign(p.mark()), "▰".repeat(full), "▱".repeat(BAR - full), p.percent(), line(p.title()));
        String steps = p.steps().stream().map(s -> "\n" + step(s)).collect(Collectors.joining());
        return head + steps;
    }

    private static String step(Block.Step step) {
        String percent = step.mark() == Mark.RUNNING && step.percent() > 0 ? " " + step.percent() + " %" : "";
        String message = step.message().isBlank() ? "" : " *" + line(Plain.shortened(step.message(), 200)) + "*";
        return sign(step.mark()) + " " + line(step.name()) + percent + message;
    }

    private static String sign(Mark mark) {
        return switch (mark) {
            case WAITING -> "⚪";
            case RUNNING -> "⏳";
            case GOOD -> "✅";
            case BAD -> "❌";
            case SKIPPED -> "➖";
        };
    }

    private static String items(List<String> items) {
        return items.stream().map(i -> "\n• " + line(i)).collect(Collectors.joining());
    }

    private static String line(String text) {
        return DiscordText.escaped(Plain.line(text));
    }
}
