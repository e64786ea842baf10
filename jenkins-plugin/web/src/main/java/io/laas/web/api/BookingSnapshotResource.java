package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.model.BookingId;
import io.laas.model.wire.NewSnapshotJson;
import io.laas.model.wire.SnapshotJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.SnapshotWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Snapshots of the machines of a booking. */
@Path("/bookings/{id}/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BookingSnapshotResource {
    private final BookingService bookings;

    public BookingSnapshotResource(BookingService bookings) {
        this.bookings = bookings;
    }

    @POST
    @Needs(Right.BOOK)
    @Summary(
            value =
                    "Saves the disks of machines of an active booking as images of the caller's; they go on as they are. The operation named in the answer does it.",
            statuses = "202 it is being made",
            body = SnapshotJson.class,
            refusals = {
                "404 UNKNOWN_BOOKING",
                "404 UNKNOWN_MACHINE",
                "404 UNKNOWN_PROJECT",
                "409 NAME_TAKEN",
                "409 QUOTA",
                "409 WRONG_STATE",
                "409 BUSY"
            })
    public Response take(@PathParam("id") String id, NewSnapshotJson body, @Context SecurityContext security) {
        var made = Refusals.orThrow(
                bookings.snapshot(BookingId.parse(id), SnapshotWire.wanted(body), Session.caller(security)));
        return Response.accepted(SnapshotWire.json(made)).build();
    }
}
