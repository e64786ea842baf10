package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.outage.OutageSeriesService;
import io.laas.model.OutageSeriesId;
import io.laas.model.wire.NewOutageSeriesJson;
import io.laas.model.wire.OutageSeriesJson;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Planned outages that repeat. */
@Path("/outages/series")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OutageSeriesResource {
    private final OutageSeriesService series;

    public OutageSeriesResource(OutageSeriesService series) {
        this.series = series;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists the outages that repeat, with those of their times that are set and not over.")
    public List<OutageSeriesJson> list() {
        return series.list().stream().map(LabWire::json).toList();
    }

    @POST
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Sets a planned outage that repeats in the lab's local time. Over granted bookings it is refused unless force=true; bookings move where there is room and end otherwise. With answerBefore those that could just end earlier stay until their holders agree; if one refuses, or does not answer in time, that one time is taken back and the others stay.",
            statuses = "201 it is set; coming are its outages within the lab's horizon",
            body = OutageSeriesJson.class,
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_HOST", "409 POD_TAKEN"})
    public Response set(
            NewOutageSeriesJson body, @QueryParam("force") boolean force, @Context SecurityContext security) {
        return Created.of(
                LabWire.json(Refusals.orThrow(series.set(LabWire.series(body), force, Session.caller(security)))));
    }

    @POST
    @Path("preview")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Tells the times that would be set at once, which granted bookings each would hit, what becomes of them and, with answerBefore, whose holders would be asked; changes nothing.",
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_HOST"})
    public OutageSeriesJson preview(NewOutageSeriesJson body, @Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(series.preview(LabWire.series(body), Session.caller(security))));
    }

    @POST
    @Path("{id}/end")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Ends an outage that repeats: what has not begun is taken back, what has begun lasts until its end.",
            refusals = "404 UNKNOWN_SERIES")
    public OutageSeriesJson end(@PathParam("id") String id, @Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(series.end(OutageSeriesId.parse(id), Session.caller(security))));
    }
}
