package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.PodJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells at a glance how the caller's bookings stand, or one booking in full. */
final class StatusCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("status")
            .place("booking", Kind.BOOKING)
            .example("status")
            .example("status b-41")
            .build();

    private final Server server;

    StatusCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Clock clock = server.clock(in);
        Optional<String> named = in.args().text("booking");
        if (named.isPresent()) {
            return Found.named(server, in, named, b -> full(b, clock));
        }
        return server.client(in)
                .bookings(true, Cards.OPEN, null, 50)
                .either(list -> glance(in, list, clock), error -> Problems.of(error, clock));
    }

    private Reply glance(Invocation in, List<BookingJson> list, Clock clock) {
        if (list.isEmpty()) {
            return none(in);
        }
        if (list.size() == 1) {
            return full(list.get(0), clock);
        }
        List<Block> blocks = new ArrayList<>();
        for (BookingJson b : list) {
            blocks.add(Cards.headline(b, clock));
            blocks.addAll(Cards.ssh(b));
        }
        return new Reply(Outcome.DONE, blocks);
    }

    private Reply none(Invocation in) {
        List<PodJson> pods = server.client(in).pods(null).value().orElse(List.of());
        List<String> free = pods.stream()
                .filter(PodJson::freeNow)
                .map(p -> p.pod().id().value())
                .distinct()
                .toList();
        Reply reply = Reply.text(Texts.of("status.none"));
        if (free.isEmpty()) {
            return reply.with(new Block.Text(Tone.QUIET, Texts.of("status.nofree")));
        }
        String names = free.stream().collect(Collectors.joining(", "));
        return reply.with(
                new Block.Text(Tone.PLAIN, Texts.of("status.free", names)),
                new Block.Buttons(
                        List.of(new Block.Button(Texts.of("button.book"), "book " + free.get(0) + " for 1d", false))));
    }

    private static Reply full(BookingJson b, Clock clock) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Cards.headline(b, clock));
        blocks.add(Cards.fields(b, clock));
        if (b.operation() != null && !b.operation().state().equals("SUCCEEDED")) {
            blocks.add(Cards.progress(b.operation()));
            if (b.operation().state().equals("FAILED")) {
                blocks.addAll(Cards.failure(b.operation()));
            }
        }
        blocks.addAll(Cards.ssh(b));
        if (!Cards.isOver(b)) {
            blocks.add(Cards.next(b));
        }
        return new Reply(Outcome.DONE, blocks);
    }
}
