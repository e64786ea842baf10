package io.laas.chat.mail;

import io.laas.chat.core.Block;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import io.laas.chat.platform.Card;
import io.laas.chat.time.Moment;
import java.time.ZoneId;
import java.util.stream.Collectors;

/**
 * A card as a mail of plain text, without marks of the platforms that could be abused.
 *
 * @param subject one line of at most 120 characters
 */
record MailText(String subject, String body) {
    private static final int MAX_SUBJECT = 120;
    private static final int MAX_BODY = 20_000;

    static MailText of(Card card, ZoneId zone) {
        String all = card.blocks().stream().map(MailText::text).collect(Collectors.joining("\n\n"));
        String body = shown(all);
        String first = card.blocks().stream()
                .filter(Block.Text.class::isInstance)
                .findFirst()
                .map(Block::text)
                .orElse(all);
        String line = Plain.line(shown(first).strip().lines().findFirst().orElse(""));
        return new MailText(
                Plain.shortened(Texts.of("mail.subject", line), MAX_SUBJECT),
                Plain.shortened(body, MAX_BODY) + "\n\n-- \n" + Texts.of("mail.foot", zone.getId()) + "\n");
    }

    private static String shown(String text) {
        return Moment.shown(text, (at, fallback) -> Plain.line(fallback), Plain::lines);
    }

    private static String text(Block block) {
        return block instanceof Block.Buttons buttons
                ? Texts.of("mail.do") + "\n"
                        + buttons.buttons().stream()
                                .map(b -> "- " + b.label() + ": " + b.command())
                                .collect(Collectors.joining("\n"))
                : block.text();
    }
}
