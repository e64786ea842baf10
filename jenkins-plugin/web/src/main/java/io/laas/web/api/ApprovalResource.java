package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.ApprovalService;
import io.laas.engine.booking.BookingService;
import io.laas.model.BookingId;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ReasonJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Approvals. Who may decide about a certain booking is the engine's decision: those who manage bookings, and whom the lab names. */
@Path("/bookings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApprovalResource {
    private final ApprovalService approvals;
    private final BookingService bookings;

    public ApprovalResource(ApprovalService approvals, BookingService bookings) {
        this.approvals = approvals;
        this.bookings = bookings;
    }

    @GET
    @Path("to-approve")
    @Needs(Right.VIEW)
    @Summary("Lists the bookings that wait for approval and that the caller may decide about, the most urgent first.")
    public List<BookingJson> open(@Context SecurityContext security) {
        return approvals.open(Session.caller(security)).stream()
                .map(BookingWire::json)
                .toList();
    }

    @POST
    @Path("{id}/approve")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Approves a booking that waits for it: it is granted, or queues if it asked to and nothing is free. For those who manage bookings, and whom the lab names; not for its members.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE", "409 POD_TAKEN"})
    public BookingJson approve(@PathParam("id") String id, ReasonJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        BookingId booking = BookingId.parse(id);
        return json(
                Refusals.orThrow(approvals.approve(booking, Reasons.optional(body), caller))
                        .id(),
                caller);
    }

    @POST
    @Path("{id}/deny")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Denies a booking that waits for approval, with the reason for its owner; it is given up. For those who manage bookings, and whom the lab names; not for its members.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public BookingJson deny(@PathParam("id") String id, ReasonJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        BookingId booking = BookingId.parse(id);
        return json(
                Refusals.orThrow(approvals.deny(booking, Reasons.required(body), caller))
                        .id(),
                caller);
    }

    private BookingJson json(BookingId id, Caller caller) {
        return BookingWire.json(Refusals.orThrow(bookings.find(id, caller)));
    }
}
