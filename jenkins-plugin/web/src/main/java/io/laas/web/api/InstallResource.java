package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.InstallService;
import io.laas.model.BookingId;
import io.laas.model.wire.NewInstallJson;
import io.laas.model.wire.OperationJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.Fields;
import io.laas.web.json.InstallerWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.function.Function;

/** Puts installers' software on the pods of bookings. */
@Path("/bookings/{id}/install")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InstallResource {
    private final InstallService installs;

    public InstallResource(InstallService installs) {
        this.installs = installs;
    }

    @POST
    @Needs(Right.RESET)
    @Summary(
            value =
                    "Puts an installer's software on the machines of an active booking; every step is a task of the operation.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_INSTALLER", "409 WRONG_STATE", "409 BUSY", "422 REQUIREMENT"
            })
    public OperationJson install(@PathParam("id") String id, NewInstallJson body, @Context SecurityContext security) {
        String installer = Fields.required("installer", body.installer(), Function.identity());
        return BookingWire.json(Refusals.orThrow(installs.install(
                BookingId.parse(id), installer, InstallerWire.values(body), Session.caller(security))));
    }
}
