package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.engine.booking.ShorteningService;
import io.laas.model.BookingId;
import io.laas.model.OutageId;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ShorteningAnswerJson;
import io.laas.model.wire.ShorteningJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.Fields;
import io.laas.web.json.LabWire;
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

/** Questions to holders whether their booking may end before a planned outage, and their answers. */
@Path("/bookings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ShorteningResource {
    private final ShorteningService shortenings;
    private final BookingService bookings;

    public ShorteningResource(ShorteningService shortenings, BookingService bookings) {
        this.shortenings = shortenings;
        this.bookings = bookings;
    }

    @GET
    @Path("{id}/shortenings")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Lists what the holder of a booking is asked and has not answered: whether it may end before a planned outage; the most urgent first.",
            refusals = "404 UNKNOWN_BOOKING")
    public List<ShorteningJson> open(@PathParam("id") String id, @Context SecurityContext security) {
        return Refusals.orThrow(shortenings.open(BookingId.parse(id), Session.caller(security))).stream()
                .map(LabWire::json)
                .toList();
    }

    @POST
    @Path("{id}/agree")
    @Needs(Right.BOOK)
    @Summary(
            value =
                    "Agrees that a booking ends before an outage that asks for it. For its owner and those who manage bookings.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_OUTAGE", "409 WRONG_STATE"})
    public BookingJson agree(@PathParam("id") String id, ShorteningAnswerJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        BookingId booking = BookingId.parse(id);
        Refusals.orThrow(shortenings.agree(booking, outage(body), caller));
        return json(booking, caller);
    }

    @POST
    @Path("{id}/refuse")
    @Needs(Right.BOOK)
    @Summary(
            value =
                    "Refuses to end a booking before an outage that asks for it: the booking stays, and the outage is taken back. For its owner and those who manage bookings.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_OUTAGE", "409 WRONG_STATE"})
    public BookingJson refuse(
            @PathParam("id") String id, ShorteningAnswerJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        BookingId booking = BookingId.parse(id);
        Refusals.orThrow(shortenings.refuse(booking, outage(body), caller));
        return json(booking, caller);
    }

    private static OutageId outage(ShorteningAnswerJson body) {
        return Fields.required("outage", body.outage(), OutageId::parse);
    }

    private BookingJson json(BookingId id, Caller caller) {
        return BookingWire.json(Refusals.orThrow(bookings.find(id, caller)));
    }
}
