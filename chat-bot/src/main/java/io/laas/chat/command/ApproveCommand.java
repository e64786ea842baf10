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
import io.laas.model.wire.BookingJson;

/** Approves a booking that waits for it; without one, shows which do. */
final class ApproveCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("approve")
            .place("booking", Kind.BOOKING)
            .word("because", Kind.SENTENCE)
            .example("approve")
            .example("approve b-41")
            .example("approve b-41 because it is for the release")
            .changes()
            .build();

    private final Server server;

    ApproveCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return in.args().text("booking").isEmpty()
                ? Undecided.list(server, in)
                : Found.booking(server, in, b -> approve(in, b));
    }

    private Reply approve(Invocation in, BookingJson b) {
        return server.client(in)
                .approve(b.id(), in.args().text("because").orElse(null))
                .either(
                        now -> Reply.done(
                                new Block.Text(Tone.GOOD, Texts.of("approve.done", now.id(), now.owner())),
                                Cards.headline(now, server.clock(in))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
