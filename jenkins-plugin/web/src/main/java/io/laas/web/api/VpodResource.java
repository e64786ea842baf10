package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.vpod.VpodService;
import io.laas.model.VpodId;
import io.laas.model.wire.ReasonJson;
import io.laas.model.wire.VpodJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.LabWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Pods that stand on hosts. */
@Path("/vpods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class VpodResource {
    private final VpodService vpods;

    public VpodResource(VpodService vpods) {
        this.vpods = vpods;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists all vpods that are not gone.")
    public List<VpodJson> vpods() {
        return vpods.list().stream().map(LabWire::json).toList();
    }

    @GET
    @Path("{id}")
    @Needs(Right.VIEW)
    @Summary(value = "Shows one vpod.", refusals = "404 UNKNOWN_VPOD")
    public VpodJson vpod(@PathParam("id") String id) {
        return LabWire.json(Refusals.orThrow(vpods.find(new VpodId(id))));
    }

    @POST
    @Path("{id}/quarantine")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value = "Takes a vpod out of service until somebody returns it; a booking on it goes on to its end.",
            refusals = {"404 UNKNOWN_VPOD", "409 WRONG_STATE"})
    public VpodJson quarantine(@PathParam("id") String id, ReasonJson body, @Context SecurityContext security) {
        return LabWire.json(
                Refusals.orThrow(vpods.quarantine(new VpodId(id), Reasons.required(body), Session.caller(security))));
    }

    @POST
    @Path("{id}/return")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value = "Returns a quarantined or drained vpod to service: it is cleaned, verified, and then free.",
            refusals = {"404 UNKNOWN_VPOD", "409 WRONG_STATE", "409 BUSY"})
    public VpodJson returnToService(@PathParam("id") String id, @Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(vpods.returnToService(new VpodId(id), Session.caller(security))));
    }

    @POST
    @Path("{id}/reinitialise")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Brings a static vpod that serves nobody back to its known state, verified; with anew=true it is taken down and set up from nothing instead.",
            refusals = {"404 UNKNOWN_VPOD", "409 WRONG_STATE", "409 BUSY"})
    public VpodJson reinitialise(
            @PathParam("id") String id, @QueryParam("anew") boolean anew, @Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(vpods.reinitialise(new VpodId(id), anew, Session.caller(security))));
    }

    @POST
    @Path("{id}/drain")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value = "Lets a vpod take no further bookings; it is taken down when its present one is over.",
            refusals = {"404 UNKNOWN_VPOD", "409 WRONG_STATE"})
    public VpodJson drain(@PathParam("id") String id, ReasonJson body, @Context SecurityContext security) {
        return LabWire.json(
                Refusals.orThrow(vpods.drain(new VpodId(id), Reasons.required(body), Session.caller(security))));
    }
}
