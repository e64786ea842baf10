package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Args;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.chat.time.Length;
import io.laas.chat.time.LengthText;
import io.laas.chat.time.ReadTime;
import io.laas.chat.time.TimeText;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.ExtensionJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a booking end later; without a length, says until when it could. */
final class ExtendCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("extend")
            .rest("booking", Kind.BOOKING)
            .word("by", Kind.LENGTH)
            .word("until", Kind.TIME)
            .example("extend 2d")
            .example("extend b-41 by 12h")
            .example("extend b-41 until friday 18:00")
            .example("extend b-41")
            .changes()
            .build();

    /** What can be chosen where no length was given. */
    private static final List<String> OFFERED = List.of("2h", "1d", "3d", "1w");

    private final Server server;

    ExtendCommand(Server server) {
        this.server = server;
    }

    /** What was asked for: which booking, and by how much unless until when. */
    private record Wish(Optional<String> booking, Optional<String> by, Optional<String> until) {}

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Wish wish = wish(in.args());
        if (wish.by().isPresent() && wish.until().isPresent()) {
            return in.wrong(Texts.of("times.both", "by", "until"));
        }
        return Found.named(server, in, wish.booking(), b -> extend(in, b, wish));
    }

    /** The words before the first keyword are a booking, a length, or both in this order. */
    private static Wish wish(Args args) {
        List<String> words = args.all("booking");
        Optional<String> until = args.text("until");
        String all = String.join(" ", words);
        if (words.isEmpty() || args.has("by")) {
            return new Wish(args.text("booking"), args.text("by"), until);
        }
        if (LengthText.looksLikeOne(all)) {
            return new Wish(Optional.empty(), Optional.of(all), until);
        }
        String rest = String.join(" ", words.subList(1, words.size()));
        return new Wish(Optional.of(words.get(0)), Optional.of(rest).filter(r -> !r.isEmpty()), until);
    }

    private Answer extend(Invocation in, BookingJson b, Wish wish) {
        if (wish.by().isEmpty() && wish.until().isEmpty()) {
            return server.client(in)
                    .extension(b.id())
                    .either(e -> possible(b, e, server.clock(in)), error -> Problems.of(error, server.clock(in)));
        }
        if (wish.by().isPresent()) {
            Optional<Length> length = LengthText.read(wish.by().get());
            if (length.isEmpty()) {
                return in.wrong(Texts.of("times.length", wish.by().get()));
            }
            Duration by = length.get().from(b.end(), in.caller().zone());
            return send(in, b, new ExtendJson(by.toString(), null));
        }
        ReadTime read =
                TimeText.end(wish.until().orElseThrow(), in.now(), in.caller().zone());
        return read instanceof ReadTime.Bad bad
                ? in.wrong(bad.message())
                : send(in, b, new ExtendJson(null, ((ReadTime.Good) read).at()));
    }

    private Reply send(Invocation in, BookingJson b, ExtendJson extension) {
        Clock clock = server.clock(in);
        return server.client(in)
                .extend(b.id(), extension, in.id())
                .either(
                        now -> Reply.done(new Block.Text(
                                Tone.GOOD,
                                Texts.of("extend.done", now.id(), clock.time(now.end()), clock.left(now.end())))),
                        error -> Problems.of(error, clock));
    }

    private static Reply possible(BookingJson b, ExtensionJson e, Clock clock) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Text(Tone.PLAIN, Texts.of("extend.ends", b.id(), clock.time(b.end()), clock.left(b.end()))));
        String limit =
                e.latestEnd() == null ? Texts.of("extend.not") : Texts.of("extend.latest", clock.time(e.latestEnd()));
        blocks.add(new Block.Text(Tone.PLAIN, limit));
        if (e.reasons() != null) {
            e.reasons().forEach(r -> blocks.add(new Block.Text(Tone.QUIET, r)));
        }
        if (e.possible()) {
            blocks.add(new Block.Buttons(further(b, e, clock.zone())));
        }
        return new Reply(Outcome.SHOWN, blocks);
    }

    /** The usual lengths that are possible; the longest of all where none of them is. */
    private static List<Block.Button> further(BookingJson b, ExtensionJson e, ZoneId zone) {
        List<Block.Button> buttons = new ArrayList<>();
        for (String text : OFFERED) {
            Instant end = b.end().plus(LengthText.read(text).orElseThrow().from(b.end(), zone));
            if (e.latestEnd() == null || !end.isAfter(e.latestEnd())) {
                buttons.add(new Block.Button(
                        Texts.of("button.by", text.replaceFirst("(?=[hdw])", " ")),
                        "extend " + b.id() + " " + text,
                        false));
            }
        }
        if (buttons.isEmpty()) {
            buttons.add(new Block.Button(
                    Texts.of("button.longest"), "extend " + b.id() + " until " + e.latestEnd(), false));
        }
        return buttons;
    }
}
