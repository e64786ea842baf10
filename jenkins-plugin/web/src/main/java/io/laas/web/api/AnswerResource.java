package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.model.BookingId;
import io.laas.model.wire.AnswersJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What was answered to a lab's questions. */
@Path("/bookings/{id}/answers")
@Produces(MediaType.APPLICATION_JSON)
public final class AnswerResource {
    private final BookingService bookings;

    public AnswerResource(BookingService bookings) {
        this.bookings = bookings;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary(
            value = "Shows what was answered to the lab's questions; to members of the booking and managers.",
            refusals = "404 UNKNOWN_BOOKING")
    public AnswersJson answers(@PathParam("id") String id, @Context SecurityContext security) {
        return new AnswersJson(Refusals.orThrow(bookings.answers(BookingId.parse(id), Session.caller(security))));
    }
}
