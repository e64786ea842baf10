package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.engine.booking.IdleService;
import io.laas.model.BookingId;
import io.laas.model.wire.BookingJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What holders of pods that nobody uses say. */
@Path("/bookings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IdleResource {
    private final IdleService idle;
    private final BookingService bookings;

    public IdleResource(IdleService idle, BookingService bookings) {
        this.idle = idle;
        this.bookings = bookings;
    }

    @POST
    @Path("{id}/keep")
    @Needs(Right.EXTEND)
    @Summary(
            value =
                    "Says that a running booking is still needed though nobody uses its pod: it counts as used now. Its end stays.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public BookingJson keep(@PathParam("id") String id, @Context SecurityContext security) {
        var caller = Session.caller(security);
        var booking = Refusals.orThrow(idle.keep(BookingId.parse(id), caller));
        return BookingWire.json(Refusals.orThrow(bookings.find(booking.id(), caller)));
    }
}
