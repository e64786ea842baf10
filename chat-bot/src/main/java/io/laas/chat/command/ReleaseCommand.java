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
import io.laas.chat.core.Words;
import io.laas.chat.time.Clock;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ErrorJson;
import java.util.List;

/** Ends a booking early, or gives it up before it began. Ending one that is over is no error. */
final class ReleaseCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("release")
            .place("booking", Kind.BOOKING)
            .word("reason", Kind.SENTENCE)
            .flag("all")
            .flag("yes")
            .example("release")
            .example("release b-41 --yes reason done early")
            .example("release b-41 --all")
            .changes()
            .build();

    private final Server server;

    ReleaseCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return Found.booking(server, in, b -> {
            if (Cards.isOver(b) && !in.args().has("all")) {
                return over(b, server.clock(in));
            }
            return in.args().has("yes") ? release(in, b) : ask(in, b);
        });
    }

    private static Reply over(BookingJson b, Clock clock) {
        return Reply.text(Texts.of("release.over", b.id())).with(Cards.headline(b, clock));
    }

    private Reply ask(Invocation in, BookingJson b) {
        String reason =
                in.args().text("reason").map(r -> " reason " + Words.quoted(r)).orElse("");
        String ends = Texts.of("release.ends", server.clock(in).time(b.end()));
        return Reply.ask(new Block.Confirm(
                Texts.of(all(in) ? "release.ask.all" : "release.ask", b.id(), b.pod()),
                List.of(ends, Texts.of("release.loss")),
                Texts.of("button.release"),
                "release " + b.id() + (all(in) ? " --all" : "") + " --yes" + reason));
    }

    private Reply release(Invocation in, BookingJson b) {
        String reason = in.args().text("reason").orElse(null);
        if (all(in)) {
            return server.client(in)
                    .releaseTogether(b.id(), reason)
                    .either(
                            g -> Together.shown(Texts.of("release.done.all", g.group()), g, server.clock(in)),
                            error -> Problems.of(error, server.clock(in)));
        }
        return server.client(in)
                .release(b.id(), reason)
                .either(after -> released(after == null ? b : after), error -> refused(in, b, error));
    }

    private static boolean all(Invocation in) {
        return in.args().has("all");
    }

    private static Reply released(BookingJson b) {
        return Reply.done(new Block.Text(Tone.GOOD, Texts.of("release.done", b.id())));
    }

    /** Somebody may have ended it in the meantime. */
    private Reply refused(Invocation in, BookingJson b, ErrorJson error) {
        Clock clock = server.clock(in);
        return server.client(in)
                .booking(b.id())
                .value()
                .filter(Cards::isOver)
                .map(now -> over(now, clock))
                .orElseGet(() -> Problems.of(error, clock));
    }
}
