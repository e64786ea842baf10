package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.core.Texts;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import java.util.List;

/** Brings the machines of a booking back to the state in which they were handed over. */
final class ResetCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("reset")
            .place("booking", Kind.BOOKING)
            .flag("no-wait")
            .flag("yes")
            .example("reset")
            .example("reset b-41 --yes")
            .changes()
            .build();

    private final Server server;

    ResetCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return Found.booking(server, in, b -> in.args().has("yes") ? reset(in, b) : ask(in, b));
    }

    private static Reply ask(Invocation in, BookingJson b) {
        String command = "reset " + b.id() + (in.args().has("no-wait") ? " --no-wait" : "") + " --yes";
        return Reply.ask(new Block.Confirm(
                Texts.of("reset.ask", b.id(), b.pod()),
                List.of(Texts.of("reset.loss")),
                Texts.of("button.reset"),
                command));
    }

    private Answer reset(Invocation in, BookingJson b) {
        LaasClient client = server.client(in);
        return client.reset(b.id())
                .either(o -> started(in, client, b, o), error -> Problems.of(error, server.clock(in)));
    }

    private Answer started(Invocation in, LaasClient client, BookingJson b, OperationJson operation) {
        if (in.args().has("no-wait")) {
            return Reply.text(Texts.of("reset.started", b.id())).with(Cards.progress(operation));
        }
        return Follow.operation(client, Subject.Kind.RESET, b.id(), operation, () -> server.clock(in));
    }
}
