package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.Follower;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Block;
import io.laas.chat.core.Live;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.time.Clock;
import io.laas.model.operation.OperationState;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers that follow the server: a booking until it is handed over, an operation until it ends. */
final class Follow {
    private static final Set<String> SETTLED =
            Set.of("ACTIVE", "WAITING", "REQUESTED", "CLEANING", "DONE", "FAILED", "CANCELLED");

    private Follow() {}

    /** Follows a booking until it is handed over or will not be. */
    static Live handOver(LaasClient client, BookingJson booking, Supplier<Clock> clock) {
        return new Live(underWay(booking, clock.get()), updates -> {
            ApiResult<BookingJson> last = new Follower(client, booking.id())
                    .follow(
                            () -> client.booking(booking.id()),
                            b -> updates.accept(underWay(b, clock.get())),
                            b -> SETTLED.contains(b.state()));
            return last.either(b -> settled(b, clock.get()), error -> Problems.of(error, clock.get()));
        });
    }

    /** Shows a booking that was just made, whatever became of it. */
    static Reply settled(BookingJson b, Clock clock) {
        List<Block> blocks = new ArrayList<>();
        if (b.operation() != null) {
            blocks.add(Cards.progress(b.operation()));
        }
        boolean failed = Cards.isOver(b);
        if (failed) {
            blocks.add(Cards.headline(b, clock));
            if (b.operation() != null && b.operation().state().equals("FAILED")) {
                blocks.addAll(Cards.failure(b.operation()));
            }
            return new Reply(Outcome.REFUSED, blocks);
        }
        blocks.add(Cards.headline(b, clock));
        blocks.add(Cards.fields(b, clock));
        blocks.addAll(Cards.ssh(b));
        blocks.add(Cards.next(b));
        return new Reply(Outcome.DONE, blocks);
    }

    private static Reply underWay(BookingJson b, Clock clock) {
        Reply reply = Reply.text(Texts.of("booking.made", b.id(), b.pod(), clock.until(b.start(), b.end())));
        return b.operation() == null ? reply : reply.with(Cards.progress(b.operation()));
    }

    /**
     * Follows an operation on a booking's pod.
     *
     * @param end makes the answer of an operation that succeeded
     */
    static Live operation(
            LaasClient client,
            String booking,
            OperationJson operation,
            Clock clock,
            Function<OperationJson, Reply> end) {
        return new Live(Reply.done(Cards.progress(operation)), updates -> {
            ApiResult<OperationJson> last = new Follower(client, booking)
                    .follow(
                            () -> client.operation(operation.id()),
                            o -> updates.accept(Reply.done(Cards.progress(o))),
                            o -> OperationState.valueOf(o.state()).isFinal());
            return last.either(o -> ended(o, end), error -> Problems.of(error, clock));
        });
    }

    private static Reply ended(OperationJson o, Function<OperationJson, Reply> end) {
        if (o.state().equals("SUCCEEDED")) {
            return end.apply(o);
        }
        List<Block> blocks = new ArrayList<>(List.of(Cards.progress(o)));
        blocks.addAll(Cards.failure(o));
        return new Reply(Outcome.REFUSED, blocks);
    }
}
