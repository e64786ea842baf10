package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.FeedJson;
import java.util.List;
import java.util.Optional;

/** Makes, lists and revokes calendars for calendar programs. Their addresses are secrets and are not shown where others read along. */
final class CalendarCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("calendar")
            .seldom()
            .choice("action", "list", "make", "revoke")
            .place("calendar", Kind.TEXT)
            .word("lab", Kind.LAB)
            .example("calendar make")
            .example("calendar make lab lab1")
            .example("calendar list")
            .example("calendar revoke 0a1b2c3d4e")
            .build();

    private final Server server;

    CalendarCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> id = in.args().text("calendar");
        return switch (in.args().text("action").orElse("list")) {
            case "make" -> make(in);
            case "revoke" -> id.map(i -> revoke(in, i)).orElseGet(() -> in.wrong(Texts.of("calendar.noid")));
            default -> list(in);
        };
    }

    private Answer make(Invocation in) {
        if (in.caller().identity().isPresent()) {
            return Reply.refused("NOT_HERE", Texts.of("calendar.nothere"));
        }
        return server.client(in)
                .newFeed(in.args().text("lab").orElse(null))
                .either(CalendarCommand::show, error -> Problems.of(error, server.clock(in)));
    }

    private static Reply show(FeedJson feed) {
        return Reply.done(
                new Block.Text(Tone.CODE, feed.path()),
                new Block.Text(Tone.WARNING, Texts.of("calendar.secret", feed.id())));
    }

    private Answer revoke(Invocation in, String id) {
        return server.client(in)
                .revokeFeed(id)
                .either(
                        f -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("calendar.revoked", f.id()))),
                        error -> Problems.of(error, server.clock(in)));
    }

    private Answer list(Invocation in) {
        Clock clock = server.clock(in);
        return server.client(in).feeds().either(feeds -> table(feeds, clock), error -> Problems.of(error, clock));
    }

    private static Reply table(List<FeedJson> feeds, Clock clock) {
        if (feeds.isEmpty()) {
            return Reply.text(Texts.of("calendar.none"));
        }
        List<List<String>> rows = feeds.stream()
                .map(f -> List.of(
                        f.id(), f.lab() == null ? Texts.of("calendar.mine") : f.lab(), clock.shortTime(f.createdAt())))
                .toList();
        return Reply.done(new Block.Table(
                List.of(Texts.of("column.id"), Texts.of("column.what"), Texts.of("column.made")), rows));
    }
}
