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

/** Leaves a pod that was offered from the wait list to whoever is next; the booking is given up. Or refuses that a booking ends before an outage. */
final class PassCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("pass")
            .place("booking", Kind.BOOKING)
            .word("outage", Kind.OUTAGE)
            .flag("yes")
            .example("pass")
            .example("pass b-41 --yes")
            .example("pass b-41 outage x-3")
            .changes()
            .build();

    private final Server server;

    PassCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        if (in.args().has("outage")) {
            return Found.booking(server, in, b -> keep(in, b));
        }
        return Found.among(server, in, b -> b.offerUntil() != null, Texts.of("offer.none"), b -> pass(in, b));
    }

    private Reply keep(Invocation in, BookingJson b) {
        String outage = in.args().text("outage").orElseThrow();
        return server.client(in)
                .refuse(b.id(), outage)
                .either(
                        now -> Reply.done(new Block.Text(
                                Tone.GOOD,
                                Texts.of(
                                        "shorten.refused",
                                        now.id(),
                                        server.clock(in).time(now.end()),
                                        outage))),
                        error -> Problems.of(error, server.clock(in)));
    }

    /** What was not offered is not given up by this word. */
    private Reply pass(Invocation in, BookingJson b) {
        if (b.offerUntil() == null) {
            return Reply.refused("WRONG_STATE", Texts.of("pass.not", b.id()), Texts.of("pass.release", b.id()));
        }
        if (!in.args().has("yes")) {
            return Reply.ask(new Block.Confirm(
                    Texts.of("pass.ask", b.id(), b.pod()),
                    List.of(Texts.of("pass.loss")),
                    Texts.of("button.pass"),
                    "pass " + b.id() + " --yes"));
        }
        return server.client(in)
                .release(b.id(), Texts.of("pass.reason"))
                .either(
                        gone -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("pass.done", b.id()))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
