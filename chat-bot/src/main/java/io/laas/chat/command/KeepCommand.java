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

/** Says that a pod which nobody has used for a while is still needed. */
final class KeepCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("keep")
            .place("booking", Kind.BOOKING)
            .example("keep")
            .example("keep b-41")
            .changes()
            .build();

    private final Server server;

    KeepCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return Found.among(
                server,
                in,
                b -> b.idleSince() != null,
                Texts.of("keep.none"),
                b -> server.client(in)
                        .keep(b.id())
                        .either(
                                kept -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("keep.done", kept.id()))),
                                error -> Problems.of(error, server.clock(in))));
    }
}
