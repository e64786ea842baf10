package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.engine.booking.BookingView;
import io.laas.engine.booking.HandOver;
import io.laas.engine.event.EventLog;
import io.laas.engine.operation.OperationService;
import io.laas.model.BookingId;
import io.laas.model.UserId;
import io.laas.model.booking.BookingDecision;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.ExtensionJson;
import io.laas.model.wire.HandOverJson;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.MoveJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.PageJson;
import io.laas.model.wire.ReasonJson;
import io.laas.web.auth.Look;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Public;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.EventWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;

/** Bookings. Whether the caller may act on a certain booking is the engine's decision. */
@Path("/bookings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BookingResource {
    private final BookingService bookings;
    private final OperationService operations;
    private final EventLog events;
    private final InstantSource clock;

    public BookingResource(BookingService bookings, OperationService operations, EventLog events, InstantSource clock) {
        this.bookings = bookings;
        this.operations = operations;
        this.events = events;
        this.clock = clock;
    }

    @GET
    @Public(Look.BOOKINGS)
    @Needs(Right.VIEW)
    @Summary("Lists bookings, newest first.")
    public PageJson<BookingJson> list(@BeanParam BookingQuery query, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var page = bookings.list(query.filter(caller), caller).map(BookingWire::json);
        return new PageJson<>(page.items(), page.next().orElse(null));
    }

    @POST
    @Needs(Right.BOOK)
    @Summary(
            value = "Books a pod.",
            statuses = {
                "201 it has its pod",
                "202 nothing is free, it stands in the queue; or it is REQUESTED and waits for approval"
            },
            body = BookingJson.class,
            refusals = {
                "404 UNKNOWN_POD",
                "404 UNKNOWN_CONFIG",
                "404 UNKNOWN_LAB",
                "404 UNKNOWN_VPOD",
                "409 POD_TAKEN",
                "409 QUOTA",
                "422 POLICY",
                "422 TOO_LARGE"
            })
    public Response book(NewBookingJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var request = BookingWire.request(body, caller.user(), clock.instant());
        return answer(bookings.book(request, caller), caller);
    }

    @GET
    @Path("{id}")
    @Public(Look.BOOKINGS)
    @Needs({Right.VIEW, Right.ACT_FOR})
    @Summary(
            value = "Shows one booking; access only while ACTIVE and only to its members and managers.",
            refusals = "404 UNKNOWN_BOOKING")
    public BookingJson booking(@PathParam("id") String id, @Context SecurityContext security) {
        return json(BookingId.parse(id), Session.caller(security));
    }

    @POST
    @Path("{id}/extend")
    @Needs(Right.EXTEND)
    @Summary(
            value = "Extends a booking; a refusal tells in details.latestEnd until when it would be possible.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 POD_TAKEN", "422 POLICY"})
    public BookingJson extend(@PathParam("id") String id, ExtendJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var extension = BookingWire.extension(body);
        var booking = Refusals.orThrow(bookings.extend(BookingId.parse(id), extension, caller));
        return json(booking.id(), caller);
    }

    @GET
    @Path("{id}/extension")
    @Needs(Right.VIEW)
    @Summary(
            value = "Tells how far a booking could be extended now, and what limits it.",
            refusals = "404 UNKNOWN_BOOKING")
    public ExtensionJson extension(@PathParam("id") String id, @Context SecurityContext security) {
        return BookingWire.json(Refusals.orThrow(bookings.extension(BookingId.parse(id), Session.caller(security))));
    }

    @POST
    @Path("{id}/move")
    @Needs(Right.BOOK)
    @Summary(
            value =
                    "Moves a booking that has not started to another start, on whatever place is free then; its length stays.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 POD_TAKEN", "422 POLICY"})
    public BookingJson move(@PathParam("id") String id, MoveJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var booking = Refusals.orThrow(bookings.move(BookingId.parse(id), BookingWire.start(body), caller));
        return json(booking.id(), caller);
    }

    @POST
    @Path("{id}/accept")
    @Needs(Right.BOOK)
    @Summary(
            value = "Takes up the pod offered to a booking from the wait list.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public BookingJson accept(@PathParam("id") String id, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return json(
                Refusals.orThrow(bookings.accept(BookingId.parse(id), caller)).id(), caller);
    }

    @POST
    @Path("{id}/reset")
    @Needs(Right.RESET)
    @Summary(
            value =
                    "Brings the machines of an active booking back to their known state; everything written since is gone.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 BUSY"})
    public OperationJson reset(@PathParam("id") String id, @Context SecurityContext security) {
        return BookingWire.json(Refusals.orThrow(bookings.reset(BookingId.parse(id), Session.caller(security))));
    }

    @POST
    @Path("{id}/check")
    @Needs(Right.RESET)
    @Summary(
            value = "Looks whether the machines of an active booking answer on their networks.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 BUSY"})
    public OperationJson check(@PathParam("id") String id, @Context SecurityContext security) {
        return BookingWire.json(Refusals.orThrow(bookings.check(BookingId.parse(id), Session.caller(security))));
    }

    @POST
    @Path("{id}/release")
    @Needs(Right.BOOK)
    @Summary(
            value =
                    "Gives a booking back, in whatever state it is; an optional reason of at most 500 characters is kept.",
            refusals = "404 UNKNOWN_BOOKING")
    public BookingJson release(@PathParam("id") String id, ReasonJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var booking = Refusals.orThrow(bookings.release(BookingId.parse(id), Reasons.optional(body), caller));
        return json(booking.id(), caller);
    }

    @POST
    @Path("{id}/collaborators")
    @Needs(Right.BOOK)
    @Summary(
            value = "Adds and removes collaborators; their access follows.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public BookingJson members(@PathParam("id") String id, MembersJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var booking = Refusals.orThrow(bookings.members(BookingId.parse(id), BookingWire.members(body), caller));
        return json(booking.id(), caller);
    }

    @POST
    @Path("{id}/hand-over")
    @Needs(Right.BOOK)
    @Summary(
            value = "Gives a booking to somebody else, whose quota it counts in from then on; access follows.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 QUOTA"})
    public BookingJson handOver(@PathParam("id") String id, HandOverJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        HandOver wanted = new HandOver(Fields.required("to", body.to(), UserId::new), body.stay());
        return json(
                Refusals.orThrow(bookings.handOver(BookingId.parse(id), wanted, caller))
                        .id(),
                caller);
    }

    @GET
    @Path("{id}/operations")
    @Needs(Right.VIEW)
    @Summary(value = "Lists what was done for a booking, newest first.", refusals = "404 UNKNOWN_BOOKING")
    public List<OperationJson> operations(@PathParam("id") String id, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        BookingId booking = find(BookingId.parse(id), caller).booking().id();
        return operations.ofBooking(booking, caller).stream()
                .map(BookingWire::json)
                .toList();
    }

    @GET
    @Path("{id}/events")
    @Needs(Right.VIEW)
    @Summary(value = "Lists the events of a booking after a number, in order.", refusals = "404 UNKNOWN_BOOKING")
    public PageJson<EventJson> events(
            @PathParam("id") String id,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context SecurityContext security) {
        BookingId booking =
                find(BookingId.parse(id), Session.caller(security)).booking().id();
        long cursor = Cursor.read(after, events);
        return EventWire.page(events.ofBooking(booking, cursor, Cursor.limit(limit)), cursor);
    }

    private Response answer(BookingDecision decision, Caller caller) {
        if (decision instanceof BookingDecision.Granted granted) {
            return Created.of(json(granted.booking().id(), caller));
        }
        if (decision instanceof BookingDecision.Waiting waiting) {
            return Response.accepted(json(waiting.booking().id(), caller)).build();
        }
        if (decision instanceof BookingDecision.Asked asked) {
            return Response.accepted(json(asked.booking().id(), caller)).build();
        }
        throw Refusals.error(((BookingDecision.Refused) decision).refusal());
    }

    private BookingJson json(BookingId id, Caller caller) {
        return BookingWire.json(find(id, caller));
    }

    private BookingView find(BookingId id, Caller caller) {
        return Refusals.orThrow(bookings.find(id, caller));
    }
}
