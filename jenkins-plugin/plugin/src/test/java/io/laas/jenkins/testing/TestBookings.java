package io.laas.jenkins.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.ExtensionLimit;
import io.laas.jenkins.LaasRuntime;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingState;
import java.time.Duration;
import java.util.EnumSet;

/** Bookings in the engine of the Jenkins that runs. */
public final class TestBookings {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private TestBookings() {}

    private static BookingService bookings() {
        return LaasRuntime.get().engine().bookings();
    }

    private static Caller caller(String user) {
        return new Caller(Actor.of(new UserId(user), Channel.WEB), EnumSet.of(Right.BOOK, Right.VIEW));
    }

    /** Books a pod now for two hours and waits until it is handed over. */
    public static Booking active(String user, String pod) {
        return active(user, pod, "test");
    }

    /** Books a pod now for two hours, for a purpose, and waits until it is handed over. */
    public static Booking active(String user, String pod, String purpose) {
        return active(user, pod, purpose, Duration.ofHours(2));
    }

    /** Books a pod now for that long, for a purpose, and waits until it is handed over. */
    public static Booking active(String user, String pod, String purpose, Duration length) {
        BookingRequest request = BookingRequest.of(new PodId(pod), new UserId(user))
                .purpose(purpose)
                .length(length)
                .build();
        BookingDecision decision = bookings().book(request, caller(user));
        assertThat(decision).isInstanceOf(BookingDecision.Granted.class);
        BookingId id = ((BookingDecision.Granted) decision).booking().id();
        return await(id + " is active").atMost(PATIENCE).until(() -> find(id), b -> b.state() == BookingState.ACTIVE);
    }

    /** Returns a booking as it stands. */
    public static Booking find(BookingId id) {
        return ((Answer.Done<BookingView>) bookings().find(id, Caller.SYSTEM))
                .value()
                .booking();
    }

    /** Returns what stands in the way of an extension, in one text. */
    public static String whyNotExtended(BookingId id, String user) {
        return String.join(
                "\n",
                ((Answer.Done<ExtensionLimit>) bookings().extension(id, caller(user)))
                        .value()
                        .reasons());
    }
}
