package io.laas.chat.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextListElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.block.element.RichTextSectionElement.TextStyle;
import io.laas.chat.core.Block;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.platform.Card;
import io.laas.chat.time.Moment;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns cards into Block Kit. Pure. What others wrote stands in rich text, which has no markup, or is escaped; everything is kept
 * within Slack's limits.
 */
final class SlackRenderer {
    static final String ACTION = "laas:";
    private static final TextStyle BOLD = TextStyle.builder().bold(true).build();
    private static final TextStyle ITALIC = TextStyle.builder().italic(true).build();
    private static final int MAX_BLOCKS = 48;
    private static final int MAX_BUTTONS = 25;
    private static final int MAX_LABEL = 75;
    private static final int MAX_ROWS = 40;
    private static final int MAX_FALLBACK = 3000;
    private static final int BAR = 20;

    /** Returns the text for notifications and for whoever cannot show blocks. */
    String text(Card card) {
        StringBuilder text = new StringBuilder();
        card.blocks().stream()
                .filter(b -> !(b instanceof Block.Buttons))
                .forEach(b -> text.append(text.isEmpty() ? "" : "\n").append(SlackText.escaped(fallback(b))));
        return text.length() <= MAX_FALLBACK ? text.toString() : cut(text.toString());
    }

    private static String fallback(Block block) {
        if (block instanceof Block.Confirm confirm) {
            return confirm.question();
        }
        return block instanceof Block.Choices choices ? choices.prompt() : block.text();
    }

    /** Never in the middle of a date or of an escaped character. */
    private static String cut(String text) {
        String head = text.substring(0, MAX_FALLBACK);
        int open = Math.max(head.lastIndexOf("<!date"), head.lastIndexOf('&'));
        boolean inside = open >= 0 && head.indexOf(head.charAt(open) == '<' ? '>' : ';', open) < 0;
        return (inside ? head.substring(0, open) : head) + "…";
    }

    List<LayoutBlock> blocks(Card card) {
        List<LayoutBlock> blocks = new ArrayList<>();
        List<BlockElement> rich = new ArrayList<>();
        for (Block block : card.blocks()) {
            add(block, card, blocks, rich);
        }
        flush(rich, blocks);
        return blocks.size() <= MAX_BLOCKS ? blocks : blocks.subList(0, MAX_BLOCKS);
    }

    private static void flush(List<BlockElement> rich, List<LayoutBlock> blocks) {
        if (!rich.isEmpty()) {
            blocks.add(RichTextBlock.builder().elements(List.copyOf(rich)).build());
            rich.clear();
        }
    }

    private void add(Block block, Card card, List<LayoutBlock> blocks, List<BlockElement> rich) {
        if (block instanceof Block.Text text) {
            text(text, rich);
        } else if (block instanceof Block.Fields fields) {
            fields(fields, rich);
        } else if (block instanceof Block.Table table) {
            table(table, rich);
        } else if (block instanceof Block.Progress progress) {
            progress(progress, rich);
        } else if (block instanceof Block.Problem problem) {
            rich.add(section(signed("no_entry", SlackText.rich(problem.message(), BOLD))));
            list(problem.hints().stream().map(SlackText::rich).toList(), rich);
        } else if (block instanceof Block.Buttons buttons) {
            flush(rich, blocks);
            blocks.add(actions(buttons.buttons().stream()
                    .map(b -> button(b.label(), card.action(b.command()), b.danger() ? "danger" : null))
                    .toList()));
        } else if (block instanceof Block.Choices choices) {
            rich.add(section(SlackText.rich(choices.prompt(), BOLD)));
            flush(rich, blocks);
            blocks.add(actions(choices.choices().stream()
                    .map(c -> button(c.label(), card.action(c.command()), null))
                    .toList()));
        } else if (block instanceof Block.Confirm confirm) {
            confirm(confirm, card, blocks, rich);
        }
    }

    private static void text(Block.Text text, List<BlockElement> rich) {
        if (text.tone() == Tone.CODE) {
            rich.add(RichTextPreformattedElement.builder()
                    .elements(SlackText.rich(text.text()))
                    .build());
            return;
        }
        rich.add(section(
                switch (text.tone()) {
                    case GOOD -> signed("white_check_mark", SlackText.rich(text.text()));
                    case WARNING -> signed("warning", SlackText.rich(text.text()));
                    case QUIET -> SlackText.rich(text.text(), ITALIC);
                    default -> SlackText.rich(text.text());
                }));
    }

    private static void fields(Block.Fields fields, List<BlockElement> rich) {
        List<RichTextElement> lines = new ArrayList<>();
        if (!fields.title().isEmpty()) {
            lines.addAll(SlackText.rich(fields.title() + (fields.fields().isEmpty() ? "" : "\n"), BOLD));
        }
        for (int i = 0; i < fields.fields().size(); i++) {
            Block.Field field = fields.fields().get(i);
            lines.addAll(SlackText.rich(field.name() + "  ", BOLD));
            lines.addAll(SlackText.rich(field.value() + (i < fields.fields().size() - 1 ? "\n" : "")));
        }
        rich.add(section(lines));
    }

    /** Slack has no tables that show dates: each row is an item of a list, its first cell in bold. */
    private static void table(Block.Table table, List<BlockElement> rich) {
        List<List<RichTextElement>> rows = new ArrayList<>();
        table.rows().stream().limit(MAX_ROWS).forEach(r -> rows.add(row(r)));
        if (table.rows().size() > MAX_ROWS) {
            rows.add(SlackText.rich(Texts.of("bot.more", table.rows().size() - MAX_ROWS), ITALIC));
        }
        list(rows, rich);
    }

    private static List<RichTextElement> row(List<String> cells) {
        List<RichTextElement> row = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                row.addAll(SlackText.rich((row.isEmpty() ? "" : " · ") + cells.get(i), i == 0 ? BOLD : null));
            }
        }
        return row;
    }

    private static void progress(Block.Progress p, List<BlockElement> rich) {
        int full = Math.max(0, Math.min(100, p.percent())) * BAR / 100;
        String bar = "▓".repeat(full) + "░".repeat(BAR - full) + "  " + p.percent() + " %  ";
        List<RichTextElement> head = new ArrayList<>(SlackText.rich(bar));
        head.addAll(SlackText.rich(p.title(), BOLD));
        rich.add(section(signed(sign(p.mark()), head)));
        list(p.steps().stream().map(SlackRenderer::step).toList(), rich);
    }

    private static List<RichTextElement> step(Block.Step step) {
        String percent = step.mark() == Mark.RUNNING && step.percent() > 0 ? "  " + step.percent() + " %" : "";
        List<RichTextElement> line = new ArrayList<>(signed(sign(step.mark()), SlackText.rich(step.name() + percent)));
        if (!step.message().isBlank()) {
            line.addAll(SlackText.rich("  " + Plain.shortened(step.message(), 300), ITALIC));
        }
        return line;
    }

    private static String sign(Mark mark) {
        return switch (mark) {
            case WAITING -> "white_circle";
            case RUNNING -> "hourglass_flowing_sand";
            case GOOD -> "white_check_mark";
            case BAD -> "x";
            case SKIPPED -> "heavy_minus_sign";
        };
    }

    private void confirm(Block.Confirm confirm, Card card, List<LayoutBlock> blocks, List<BlockElement> rich) {
        rich.add(section(signed("warning", SlackText.rich(confirm.question(), BOLD))));
        list(confirm.details().stream().map(SlackText::rich).toList(), rich);
        flush(rich, blocks);
        blocks.add(actions(List.of(
                button(confirm.label(), card.action(confirm.command()), "danger"),
                button(Texts.of("button.cancel"), card.action(Card.CANCEL), null))));
    }

    private static List<RichTextElement> signed(String emoji, List<RichTextElement> text) {
        List<RichTextElement> line = new ArrayList<>();
        line.add(RichTextSectionElement.Emoji.builder().name(emoji).build());
        line.add(RichTextSectionElement.Text.builder().text("  ").build());
        line.addAll(text);
        return line;
    }

    private static RichTextSectionElement section(List<RichTextElement> elements) {
        return RichTextSectionElement.builder().elements(elements).build();
    }

    /** Slack refuses a list without items. */
    private static void list(List<List<RichTextElement>> items, List<BlockElement> rich) {
        if (!items.isEmpty()) {
            List<RichTextElement> sections = new ArrayList<>();
            items.forEach(item -> sections.add(section(item)));
            rich.add(RichTextListElement.builder()
                    .style("bullet")
                    .elements(sections)
                    .build());
        }
    }

    private static LayoutBlock actions(List<BlockElement> elements) {
        return ActionsBlock.builder()
                .elements(elements.subList(0, Math.min(MAX_BUTTONS, elements.size())))
                .build();
    }

    private static BlockElement button(String label, String action, String style) {
        String text = Plain.shortened(Moment.plain(Plain.line(label)), MAX_LABEL);
        return ButtonElement.builder()
                .text(PlainTextObject.builder().text(text).emoji(false).build())
                .actionId(ACTION + action)
                .style(style)
                .build();
    }
}
