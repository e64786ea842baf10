package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.reconcile.Reconciler;
import io.laas.model.wire.LeakReportJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.LabWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Differences between the store and the hosts. */
@Path("/leaks")
@Produces(MediaType.APPLICATION_JSON)
public final class LeakResource {
    private final Reconciler reconciler;

    public LeakResource(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @GET
    @Needs(Right.MANAGE_LABS)
    @Summary("Asks all hosts now and tells how they differ from the store; takes as long as the hosts do.")
    public LeakReportJson report() {
        return LabWire.json(reconciler.report());
    }

    @POST
    @Path("repair")
    @Needs(Right.MANAGE_LABS)
    @Summary("Removes what is ours, unknown and old enough, and tells what is left.")
    public LeakReportJson repair(@Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(reconciler.repair(Session.caller(security))));
    }
}
