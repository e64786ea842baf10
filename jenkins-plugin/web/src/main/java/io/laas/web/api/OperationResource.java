package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.operation.OperationService;
import io.laas.model.OperationId;
import io.laas.model.wire.OperationJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Work on vpods. */
@Path("/operations/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class OperationResource {
    private final OperationService operations;

    public OperationResource(OperationService operations) {
        this.operations = operations;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Shows an operation with its tasks; percent is 0 to 100. Console lines only to members and managers.",
            refusals = "404 UNKNOWN_OPERATION")
    public OperationJson operation(@PathParam("id") String id, @Context SecurityContext security) {
        return BookingWire.json(operations
                .find(OperationId.parse(id), Session.caller(security))
                .orElseThrow(Missing.of("UNKNOWN_OPERATION", "operation", id, "GET /bookings/{id}/operations")));
    }

    @POST
    @Path("cancel")
    @Needs({Right.RESET, Right.MANAGE_LABS})
    @Summary(
            value =
                    "Asks an operation to stop at its next safe point: resets, checks and installations of one's own booking, anything for managers.",
            refusals = {"404 UNKNOWN_OPERATION", "409 WRONG_STATE"})
    public OperationJson cancel(@PathParam("id") String id, @Context SecurityContext security) {
        return BookingWire.json(Refusals.orThrow(operations.cancel(OperationId.parse(id), Session.caller(security))));
    }
}
