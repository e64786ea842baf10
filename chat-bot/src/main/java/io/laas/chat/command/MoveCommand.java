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
import io.laas.chat.time.ReadTime;
import io.laas.chat.time.TimeText;
import io.laas.model.wire.BookingJson;
import java.time.Instant;
import java.util.Optional;

/** Lets a booking that has not started start at another time, as long as before. */
final class MoveCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("move")
            .seldom()
            .place("booking", Kind.BOOKING)
            .word("to", Kind.TIME)
            .example("move b-41 to friday 9:00")
            .example("move to tomorrow 9:00")
            .changes()
            .build();

    private final Server server;

    MoveCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> to = in.args().text("to");
        if (to.isEmpty()) {
            return in.wrong(Texts.of("move.noto"));
        }
        ReadTime read = TimeText.start(to.get(), in.now(), in.caller().zone());
        if (read instanceof ReadTime.Bad bad) {
            return in.wrong(bad.message());
        }
        Instant start = ((ReadTime.Good) read).at();
        return Found.among(
                server, in, b -> b.state().equals("SCHEDULED"), Texts.of("move.none"), b -> move(in, b, start));
    }

    private Reply move(Invocation in, BookingJson b, Instant start) {
        Clock clock = server.clock(in);
        return server.client(in)
                .move(b.id(), start)
                .either(
                        now -> Reply.done(new Block.Text(
                                Tone.GOOD,
                                Texts.of(
                                        "move.done",
                                        now.id(),
                                        clock.time(now.start()),
                                        clock.until(now.start(), now.end())))),
                        error -> Problems.of(error, clock));
    }
}
