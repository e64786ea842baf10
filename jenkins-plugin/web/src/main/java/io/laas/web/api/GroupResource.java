package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.GroupService;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.GroupDecision;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.GroupJson;
import io.laas.model.wire.NewGroupJson;
import io.laas.model.wire.ReasonJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.GroupWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;

/** Several pods booked together: all or none. {@code id} is any of the bookings. */
@Path("/bookings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class GroupResource {
    private final GroupService groups;
    private final InstantSource clock;

    public GroupResource(GroupService groups, InstantSource clock) {
        this.groups = groups;
        this.clock = clock;
    }

    @POST
    @Path("together")
    @Needs(Right.BOOK)
    @Summary(
            value = "Books several pods in the same slot, all or none.",
            statuses = {
                "201 all have their pod",
                "202 they are not free together and stand in the queue as one; or they are REQUESTED and wait for approval"
            },
            body = GroupJson.class,
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
    public Response book(NewGroupJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        GroupDecision decision = groups.book(GroupWire.request(body, caller.user(), clock.instant()), caller);
        if (decision instanceof GroupDecision.Granted granted) {
            return Created.of(json(granted.bookings(), caller));
        }
        if (decision instanceof GroupDecision.Waiting waiting) {
            return Response.accepted(json(waiting.bookings(), caller)).build();
        }
        if (decision instanceof GroupDecision.Asked asked) {
            return Response.accepted(json(asked.bookings(), caller)).build();
        }
        throw Refusals.error(((GroupDecision.Refused) decision).refusal());
    }

    @GET
    @Path("{id}/together")
    @Needs(Right.VIEW)
    @Summary(
            value = "Shows all bookings that were asked for together with one, and itself.",
            refusals = "404 UNKNOWN_BOOKING")
    public GroupJson group(@PathParam("id") String id, @Context SecurityContext security) {
        return json(BookingId.parse(id), Session.caller(security));
    }

    @POST
    @Path("{id}/together/extend")
    @Needs(Right.EXTEND)
    @Summary(
            value = "Extends all of a group that are not over, or none.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 POD_TAKEN", "422 POLICY"})
    public GroupJson extend(@PathParam("id") String id, ExtendJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var extension = BookingWire.extension(body);
        return json(Refusals.orThrow(groups.extend(BookingId.parse(id), extension, caller)), caller);
    }

    @POST
    @Path("{id}/together/release")
    @Needs(Right.BOOK)
    @Summary(
            value = "Gives all of a group back that are not over.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public GroupJson release(@PathParam("id") String id, ReasonJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return json(Refusals.orThrow(groups.release(BookingId.parse(id), Reasons.optional(body), caller)), caller);
    }

    private GroupJson json(List<Booking> bookings, Caller caller) {
        return json(bookings.get(0).id(), caller);
    }

    private GroupJson json(BookingId id, Caller caller) {
        return GroupWire.json(Refusals.orThrow(groups.find(id, caller)));
    }
}
