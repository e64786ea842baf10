package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Block;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.operation.OperationState;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.TaskJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How what an answer follows stands now.
 *
 * @param reply shows it
 * @param settled whether nothing goes on for now, so that somebody who waits need not wait longer
 * @param over whether it will never look different
 */
public record Sight(Reply reply, boolean settled, boolean over) {
    private static final Set<String> SETTLED =
            Set.of("ACTIVE", "WAITING", "REQUESTED", "CLEANING", "DONE", "FAILED", "CANCELLED");
    private static final Set<String> OVER = Set.of("DONE", "FAILED", "CANCELLED");

    /** Looks at the server. */
    public static ApiResult<Sight> of(Subject subject, LaasClient client, Clock clock) {
        return subject.kind() == Subject.Kind.BOOKING
                ? client.booking(subject.booking()).map(b -> of(b, clock))
                : client.operation(subject.operation()).then(o -> of(subject, o, client));
    }

    static Sight of(BookingJson b, Clock clock) {
        boolean over = OVER.contains(b.state());
        boolean settled = SETTLED.contains(b.state()) || later(b, clock);
        return new Sight(settled ? settled(b, clock) : underWay(b, clock), settled, over);
    }

    private static boolean later(BookingJson b, Clock clock) {
        return b.state().equals("SCHEDULED") && b.start().isAfter(clock.now());
    }

    private static Reply underWay(BookingJson b, Clock clock) {
        Reply reply = Reply.text(Texts.of("booking.made", b.id(), b.pod(), clock.until(b.start(), b.end())));
        return b.operation() == null ? reply : reply.with(Cards.progress(b.operation()));
    }

    /** Shows a booking on which nothing is being done that its owner waits for. */
    static Reply settled(BookingJson b, Clock clock) {
        List<Block> blocks = new ArrayList<>();
        if (b.operation() != null) {
            blocks.add(Cards.progress(b.operation()));
        }
        blocks.add(Cards.headline(b, clock));
        if (Cards.isOver(b)) {
            if (b.operation() != null && b.operation().state().equals("FAILED")) {
                blocks.addAll(Cards.failure(b.operation()));
            }
            return new Reply(Outcome.REFUSED, blocks);
        }
        blocks.add(Cards.fields(b, clock));
        blocks.addAll(Cards.ssh(b));
        blocks.add(Cards.next(b));
        return new Reply(Outcome.DONE, blocks);
    }

    private static ApiResult<Sight> of(Subject subject, OperationJson o, LaasClient client) {
        if (!OperationState.valueOf(o.state()).isFinal()) {
            return new ApiResult.Ok<>(new Sight(Reply.done(Cards.progress(o)), false, false));
        }
        if (!o.state().equals("SUCCEEDED")) {
            List<Block> blocks = new ArrayList<>(List.of(Cards.progress(o)));
            blocks.addAll(Cards.failure(o));
            return new ApiResult.Ok<>(new Sight(new Reply(Outcome.REFUSED, blocks), true, true));
        }
        return client.booking(subject.booking()).map(b -> new Sight(ended(subject, b, o), true, true));
    }

    /** Returns what the last check of the installer found. */
    private static String answers(OperationJson o) {
        return o.tasks() == null
                ? ""
                : o.tasks().stream()
                        .filter(t -> t.message() != null && t.message().startsWith("http"))
                        .reduce((first, second) -> second)
                        .map(TaskJson::message)
                        .orElse("");
    }

    private static Reply ended(Subject subject, BookingJson b, OperationJson o) {
        return switch (subject.kind()) {
            case RESET ->
                Reply.done(Cards.progress(o), new Block.Text(Tone.GOOD, Texts.of("reset.done", b.id())))
                        .with(Cards.ssh(b).toArray(Block[]::new));
            case HELLO ->
                Reply.done(Cards.progress(o), new Block.Text(Tone.GOOD, Texts.of("hello.done", b.id(), answers(o))));
            case INSTALL -> Reply.done(Cards.progress(o), new Block.Text(Tone.GOOD, Texts.of("install.done", b.id())));
            case MACHINE -> Reply.done(Cards.progress(o), new Block.Text(Tone.GOOD, Texts.of("machine.done")));
            case SNAPSHOT ->
                Reply.done(Cards.progress(o), new Block.Text(Tone.GOOD, Texts.of("snapshot.done", b.id())));
            case CHECK -> CheckRun.good(b, o, "check.done");
            case BOOKING -> throw new IllegalStateException("a booking is no operation: " + b.id());
        };
    }
}
