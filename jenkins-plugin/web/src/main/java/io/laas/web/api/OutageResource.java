package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.ShorteningService;
import io.laas.engine.outage.OutageService;
import io.laas.model.OutageId;
import io.laas.model.booking.Outage;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.ShorteningJson;
import io.laas.web.auth.Look;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Public;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.Fields;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Labs and hosts out of service for a time. */
@Path("/outages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OutageResource {
    private final OutageService outages;
    private final ShorteningService shortenings;
    private final InstantSource clock;

    public OutageResource(OutageService outages, ShorteningService shortenings, InstantSource clock) {
        this.outages = outages;
        this.shortenings = shortenings;
        this.clock = clock;
    }

    @GET
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(
            "Lists the outages that are not over, earliest first. With from or to those that touch the time from from (default now) to to (default a week later, at most 400 days), also when they are over.")
    public List<OutageJson> outages(@QueryParam("from") String from, @QueryParam("to") String to) {
        List<Outage> found =
                from == null && to == null ? outages.list() : outages.during(Window.of(from, to, clock.instant()));
        return found.stream().map(o -> LabWire.json(o, null)).toList();
    }

    @POST
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Sets an outage. A planned one over granted bookings is refused unless force=true; bookings move where there is room and end otherwise. With askUntil (an instant) those that could just end earlier stay until their holders agree; if one refuses, or does not answer by then, the outage is taken back.",
            statuses = "201 it is set; hits are the bookings it touched",
            body = OutageJson.class,
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_HOST", "409 POD_TAKEN"})
    public Response set(
            NewOutageJson body,
            @QueryParam("force") boolean force,
            @QueryParam("askUntil") String askUntil,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var outage = LabWire.outage(body);
        var until = until(askUntil);
        var effect = Refusals.orThrow(
                until.isPresent()
                        ? outages.ask(outage, until.get(), force, caller)
                        : outages.set(outage, force, caller));
        return Created.of(LabWire.json(effect.outage(), effect.hits()));
    }

    @GET
    @Path("questions")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            "Lists the holders of bookings who were asked to end before an outage that is not over, and what they have answered.")
    public List<ShorteningJson> questions(@Context SecurityContext security) {
        return Refusals.orThrow(shortenings.list(Session.caller(security))).stream()
                .map(LabWire::json)
                .toList();
    }

    @POST
    @Path("preview")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Tells which granted bookings an outage would hit, and what becomes of each; changes nothing. With askUntil those whose holders would be asked are ASKED.",
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_HOST"})
    public OutageJson preview(
            NewOutageJson body, @QueryParam("askUntil") String askUntil, @Context SecurityContext security) {
        var outage = LabWire.outage(body);
        return LabWire.preview(
                outage, Refusals.orThrow(outages.effects(outage, until(askUntil), Session.caller(security))));
    }

    private static Optional<Instant> until(String askUntil) {
        return Fields.optional(askUntil, text -> Fields.instant("askUntil", text));
    }

    @POST
    @Path("{id}/end")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value = "Ends an outage now, or takes it back if it has not begun.",
            refusals = {"404 UNKNOWN_OUTAGE", "409 WRONG_STATE"})
    public OutageJson end(@PathParam("id") String id, @Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(outages.end(OutageId.parse(id), Session.caller(security))), null);
    }
}
