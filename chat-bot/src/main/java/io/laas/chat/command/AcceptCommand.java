package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
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

/** Takes up a pod that was offered from the wait list, or agrees that a booking ends before an outage. */
final class AcceptCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("accept")
            .place("booking", Kind.BOOKING)
            .word("outage", Kind.OUTAGE)
            .flag("no-wait")
            .example("accept")
            .example("accept b-41")
            .example("accept b-41 outage x-3")
            .changes()
            .build();

    private final Server server;

    AcceptCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        if (in.args().has("outage")) {
            return Found.booking(server, in, b -> shorten(in, b));
        }
        return Found.among(server, in, b -> b.offerUntil() != null, Texts.of("offer.none"), b -> accept(in, b));
    }

    private Reply shorten(Invocation in, BookingJson b) {
        String outage = in.args().text("outage").orElseThrow();
        return server.client(in)
                .agree(b.id(), outage)
                .either(
                        now -> Reply.done(
                                new Block.Text(
                                        Tone.GOOD,
                                        Texts.of(
                                                "shorten.agreed",
                                                now.id(),
                                                server.clock(in).time(now.end()),
                                                outage)),
                                Cards.headline(now, server.clock(in))),
                        error -> Problems.of(error, server.clock(in)));
    }

    private Answer accept(Invocation in, BookingJson b) {
        LaasClient client = server.client(in);
        return client.accept(b.id())
                .either(taken -> taken(in, client, taken), error -> Problems.of(error, server.clock(in)));
    }

    private Answer taken(Invocation in, LaasClient client, BookingJson b) {
        boolean building = b.state().equals("PROVISIONING");
        return building && !in.args().has("no-wait")
                ? Follow.handOver(client, b, () -> server.clock(in))
                : Sight.settled(b, server.clock(in));
    }
}
