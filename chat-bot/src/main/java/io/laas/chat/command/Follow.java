package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.Follower;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Live;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.time.Clock;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import java.util.function.Supplier;

/** Answers that follow the server: a booking until it is handed over, an operation until it ends. */
final class Follow {
    private Follow() {}

    /** Follows a booking until it is handed over or will not be. */
    static Live handOver(LaasClient client, BookingJson booking, Supplier<Clock> clock) {
        Subject subject = new Subject(Subject.Kind.BOOKING, booking.id(), null);
        return live(subject, Sight.of(booking, clock.get()).reply(), client, clock);
    }

    /** Follows an operation on a booking's pod until it ends. */
    static Live operation(
            LaasClient client, Subject.Kind kind, String booking, OperationJson operation, Supplier<Clock> clock) {
        Subject subject = new Subject(kind, booking, operation.id());
        return live(subject, Reply.done(Cards.progress(operation)), client, clock);
    }

    private static Live live(Subject subject, Reply first, LaasClient client, Supplier<Clock> clock) {
        return new Live(subject, first, updates -> {
            ApiResult<Sight> last = new Follower(client, subject.booking())
                    .follow(
                            () -> Sight.of(subject, client, clock.get()),
                            seen -> updates.accept(seen.reply()),
                            Sight::settled);
            return last.either(Sight::reply, error -> Problems.of(error, clock.get()));
        });
    }
}
