package io.laas.web.api;

import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Feed;
import io.laas.engine.booking.BookingFilter;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.Booking;
import io.laas.model.booking.Outage;
import io.laas.web.auth.Authenticator;
import io.laas.web.auth.Open;
import io.laas.web.calendar.BookingCalendar;
import io.laas.web.error.ApiException;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calendars that programs read. The secret in the address is all there is to show; it opens this calendar and nothing else. */
@Path("/feeds")
public final class FeedResource {
    private static final Duration PAST = Duration.ofDays(30);

    /** No outage ends later than ten years after it is set. */
    private static final Duration FUTURE = Duration.ofDays(3653);

    private static final int MOST = 500;

    private final Engine engine;
    private final Authenticator authenticator;
    private final InstantSource clock;

    public FeedResource(Engine engine, Authenticator authenticator, InstantSource clock) {
        this.engine = engine;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    @GET
    @Path("{id}.ics")
    @Produces("text/calendar; charset=utf-8")
    @Open
    @Summary(
            value =
                    "Shows a calendar: the latest 500 bookings that end after 30 days ago, of a user, or of a lab with its outages that end after then.",
            body = String.class,
            refusals = "404 NOT_FOUND")
    public String calendar(@PathParam("id") String id, @QueryParam("token") String token) {
        Feed feed = engine.feeds().open(id, token == null ? "" : token).orElseThrow(FeedResource::missing);
        Caller caller = new Caller(Actor.of(feed.user(), Channel.API), authenticator.rights(feed.user()));
        Instant now = clock.instant();
        List<Booking> bookings = engine.bookings().brief(filter(feed, now), caller);
        List<Outage> outages = feed.lab().map(lab -> outages(lab, now)).orElse(List.of());
        return new BookingCalendar(engine.controller(), now).text(title(feed), bookings, outages);
    }

    private static ApiException missing() {
        return new ApiException(
                404,
                "NOT_FOUND",
                "There is no calendar at this address (any more); make a new one with POST /me/feeds.");
    }

    private static BookingFilter filter(Feed feed, Instant now) {
        return new BookingFilter(
                feed.lab().isPresent() ? Optional.empty() : Optional.of(feed.user()),
                Set.of(),
                feed.lab(),
                Optional.empty(),
                Optional.of(now.minus(PAST)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MOST,
                Optional.empty());
    }

    private List<Outage> outages(LabId lab, Instant now) {
        return engine.outages().during(new TimeSlot(now.minus(PAST), now.plus(FUTURE))).stream()
                .filter(o -> o.lab().equals(lab))
                .toList();
    }

    private String title(Feed feed) {
        return feed.lab()
                .map(id -> engine.catalogue().lab(id).map(l -> l.title()).orElse(id.value()))
                .orElse("LaaS: " + feed.user());
    }
}
