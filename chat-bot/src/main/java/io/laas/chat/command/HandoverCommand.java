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

/** Gives a booking to somebody else. Asks before, because one cannot take it back. */
final class HandoverCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("handover")
            .seldom()
            .place("booking", Kind.BOOKING)
            .word("to", Kind.USERS)
            .flag("stay")
            .flag("yes")
            .example("handover b-41 to @bob")
            .example("handover to @bob --stay --yes")
            .build();

    private final Server server;

    HandoverCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        List<String> to = in.args().all("to");
        if (to.size() != 1) {
            return in.wrong(Texts.of("handover.noto"));
        }
        String user = to.get(0).startsWith("@") ? to.get(0).substring(1) : to.get(0);
        return Found.booking(server, in, b -> in.args().has("yes") ? handOver(in, b, user) : ask(in, b, user));
    }

    private static Reply ask(Invocation in, BookingJson b, String user) {
        boolean stay = in.args().has("stay");
        return Reply.ask(new Block.Confirm(
                Texts.of("handover.ask", b.id(), b.pod(), user),
                List.of(Texts.of(stay ? "handover.stays" : "handover.leaves", b.owner())),
                Texts.of("button.handover"),
                "handover " + b.id() + " to @" + user + (stay ? " --stay" : "") + " --yes"));
    }

    private Reply handOver(Invocation in, BookingJson b, String user) {
        return server.client(in)
                .handOver(b.id(), user, in.args().has("stay"))
                .either(
                        now -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("handover.done", now.id(), now.owner()))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
