package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.BookingJson;
import java.util.ArrayList;
import java.util.List;

/** Shows bookings that wait for approval, to those who may decide. */
public final class Undecided {
    private Undecided() {}

    /** Lists what the caller may decide about; shows the only one with what can be done. */
    static Answer list(Server server, Invocation in) {
        Clock clock = server.clock(in);
        return server.client(in).toApprove().either(list -> list(list, clock), error -> Problems.of(error, clock));
    }

    private static Reply list(List<BookingJson> list, Clock clock) {
        if (list.isEmpty()) {
            return Reply.text(Texts.of("approve.none"));
        }
        if (list.size() == 1) {
            return ask(list.get(0), clock);
        }
        List<Block.Choice> choices = list.stream()
                .map(b -> new Block.Choice(
                        Texts.of(
                                "approve.choice",
                                b.owner(),
                                b.pod(),
                                clock.time(b.approval().until())),
                        "approve " + b.id()))
                .toList();
        return Reply.done(new Block.Choices(Texts.of("approve.which"), choices));
    }

    /** Asks for a decision: who wants what, and why it needs approval. */
    public static Reply ask(BookingJson b, Clock clock) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                Tone.WARNING,
                Texts.of(
                        "approve.ask",
                        b.owner(),
                        b.id(),
                        b.pod(),
                        clock.time(b.approval().until()))));
        blocks.add(Cards.fields(b, clock));
        blocks.add(new Block.Buttons(List.of(
                new Block.Button(Texts.of("button.approve"), "approve " + b.id(), false),
                new Block.Button(Texts.of("button.deny"), "deny " + b.id(), true))));
        return Reply.done(blocks.toArray(Block[]::new));
    }
}
