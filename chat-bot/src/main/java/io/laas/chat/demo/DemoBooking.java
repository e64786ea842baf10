package io.laas.chat.demo;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.Follower;
import io.laas.chat.client.LaasClient;
import io.laas.chat.command.Cards;
import io.laas.chat.console.Screen;
import io.laas.chat.core.Block;
import io.laas.chat.core.Reply;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.OperationJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The one booking of the demo, through the API only. Thread-safe where it is given back: that may be done by the thread that
 * handles Ctrl-C, also when the answer to the booking itself never arrived.
 */
final class DemoBooking {
    private static final Duration LENGTH = Duration.ofHours(2);
    private static final Set<String> OVER = Set.of("DONE", "FAILED", "CANCELLED");

    private final LaasClient client;
    private final Screen screen;
    private final NewBookingJson wish;
    private final String key = UUID.randomUUID().toString();
    private volatile boolean asked;
    private volatile String id;

    DemoBooking(LaasClient client, Screen screen, String pod) {
        this.client = client;
        this.screen = screen;
        this.wish = new NewBookingJson(
                null,
                pod,
                null,
                null,
                null,
                List.of(),
                "laas demo",
                null,
                null,
                LENGTH.toString(),
                null,
                false,
                null,
                null);
    }

    String id() {
        return id;
    }

    BookingJson book() throws DemoFailed {
        asked = true;
        BookingJson booking = got(client.book(wish, key));
        id = booking.id();
        return booking;
    }

    BookingJson handedOver() throws DemoFailed, InterruptedException {
        Consumer<BookingJson> show = b -> Optional.ofNullable(b.operation()).ifPresent(this::show);
        BookingJson end = got(new Follower(client, id)
                .follow(() -> client.booking(id), show, b -> b.state().equals("ACTIVE") || isOver(b)));
        if (!end.state().equals("ACTIVE") || end.access() == null) {
            Optional.ofNullable(end.operation()).ifPresent(this::showFailure);
            throw new DemoFailed(failure("booking " + id + " ended as " + end.state(), end));
        }
        return end;
    }

    private static String failure(String what, BookingJson b) {
        String reason = b.reason() != null
                ? b.reason()
                : b.operation() == null ? null : b.operation().reason();
        return reason == null ? what : what + ": " + reason;
    }

    private static boolean isOver(BookingJson b) {
        return OVER.contains(b.state()) || b.state().equals("CLEANING");
    }

    /** Has the server check all machines. */
    OperationJson check() throws DemoFailed, InterruptedException {
        return succeeded(got(client.check(id)));
    }

    OperationJson reset() throws DemoFailed, InterruptedException {
        return succeeded(got(client.reset(id)));
    }

    private OperationJson succeeded(OperationJson started) throws DemoFailed, InterruptedException {
        OperationJson end = got(new Follower(client, id)
                .follow(
                        () -> client.operation(started.id()),
                        this::show,
                        o -> Set.of("SUCCEEDED", "FAILED", "CANCELLED").contains(o.state())));
        if (!end.state().equals("SUCCEEDED")) {
            showFailure(end);
            throw new DemoFailed("%s of %s ended as %s%s"
                    .formatted(end.kind(), id, end.state(), end.reason() == null ? "" : ": " + end.reason()));
        }
        return end;
    }

    private void showFailure(OperationJson o) {
        Reply progress = Reply.done(Cards.progress(o));
        screen.show(progress.with(Cards.failure(o).toArray(Block[]::new)));
    }

    private void show(OperationJson o) {
        screen.update(Reply.done(Cards.progress(o)));
    }

    BookingJson now() throws DemoFailed {
        return got(client.booking(id));
    }

    BookingJson extend(Duration by) throws DemoFailed {
        return got(client.extend(
                id, new ExtendJson(by.toString(), null), UUID.randomUUID().toString()));
    }

    /** Gives the booking back, if there is one, and waits until everything of it is clean. */
    Optional<BookingJson> giveBack(String reason) throws DemoFailed, InterruptedException {
        if (!asked) {
            return Optional.empty();
        }
        if (id == null) {
            ApiResult<BookingJson> again = client.book(wish, key);
            if (again.value().isEmpty()) {
                return Optional.empty();
            }
            id = again.value().orElseThrow().id();
        }
        BookingJson present = now();
        if (!isOver(present)) {
            got(client.release(id, reason));
        }
        Consumer<BookingJson> show = b -> Optional.ofNullable(b.operation()).ifPresent(this::show);
        return Optional.of(
                got(new Follower(client, id).follow(() -> client.booking(id), show, b -> OVER.contains(b.state()))));
    }

    static <T> T got(ApiResult<T> result) throws DemoFailed {
        if (result.error().isPresent()) {
            throw new DemoFailed(result.error().get().message());
        }
        return result.value().orElseThrow(() -> new DemoFailed("the server's answer was empty"));
    }
}
