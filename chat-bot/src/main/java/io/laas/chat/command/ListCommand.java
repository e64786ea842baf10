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
import io.laas.model.wire.BookingJson;
import java.util.List;
import java.util.Locale;

/** Lists bookings: who has what, until when. */
final class ListCommand implements Command {
    private static final int MOST = 100;

    private static final CommandModel MODEL = CommandModel.named("list")
            .choice("whose", "all", "mine")
            .word("lab", Kind.LAB)
            .flag("over")
            .example("list")
            .example("list mine")
            .example("list all lab lab1 --over")
            .build();

    private final Server server;

    ListCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        boolean mine = in.args().text("whose").orElse("all").equals("mine");
        List<String> states = in.args().has("over")
                ? List.of()
                : List.of("REQUESTED", "WAITING", "SCHEDULED", "PROVISIONING", "ACTIVE", "CLEANING");
        Clock clock = server.clock(in);
        return server.client(in)
                .bookings(mine, states, in.args().text("lab").orElse(null), MOST)
                .either(list -> table(list, clock), error -> Problems.of(error, clock));
    }

    private static Reply table(List<BookingJson> list, Clock clock) {
        if (list.isEmpty()) {
            return Reply.text(Texts.of("list.none"));
        }
        List<String> headers = List.of(
                Texts.of("column.booking"),
                Texts.of("column.state"),
                Texts.of("column.pod"),
                Texts.of("column.owner"),
                Texts.of("column.start"),
                Texts.of("column.end"),
                Texts.of("column.left"));
        Reply reply = Reply.done(
                new Block.Table(headers, list.stream().map(b -> row(b, clock)).toList()));
        String note = Texts.of("list.zone", clock.zone().getId());
        String more = list.size() >= MOST ? " " + Texts.of("list.more", MOST) : "";
        return reply.with(new Block.Text(Tone.QUIET, note + more));
    }

    private static List<String> row(BookingJson b, Clock clock) {
        return List.of(
                b.id(),
                b.state().toLowerCase(Locale.ROOT),
                b.pod(),
                b.owner(),
                clock.shortTime(b.start()),
                clock.shortTime(b.end()),
                b.state().equals("ACTIVE") ? clock.left(b.end()) : "");
    }
}
