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
import java.util.List;
import java.util.Optional;

/** Denies a booking that waits for approval, and tells its owner why. */
final class DenyCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("deny")
            .place("booking", Kind.BOOKING)
            .word("because", Kind.SENTENCE)
            .example("deny b-41 because the pods are needed at the fair")
            .changes()
            .build();

    private static final List<String> REASONS = List.of("deny.needed", "deny.shorter", "deny.talk");

    private final Server server;

    DenyCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        if (in.args().text("booking").isEmpty()) {
            return Undecided.list(server, in);
        }
        Optional<String> why = in.args().text("because").filter(w -> !w.isBlank());
        return Found.booking(server, in, b -> why.isEmpty() ? askWhy(in, b) : deny(in, b, why.get()));
    }

    /** A button cannot know why, so it leads to some reasons to choose from. */
    private static Reply askWhy(Invocation in, BookingJson b) {
        List<Block.Choice> reasons = REASONS.stream()
                .map(Texts::of)
                .map(why -> new Block.Choice(why, "deny " + b.id() + " because " + why))
                .toList();
        return in.wrong(Texts.of("deny.nowhy")).with(new Block.Choices(Texts.of("deny.choose", b.id()), reasons));
    }

    private Reply deny(Invocation in, BookingJson b, String why) {
        return server.client(in)
                .deny(b.id(), why)
                .either(
                        now -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("deny.done", now.id(), now.owner()))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
