package io.laas.web.api;

import io.laas.engine.account.FeedService;
import io.laas.engine.account.Right;
import io.laas.model.LabId;
import io.laas.model.wire.FeedJson;
import io.laas.model.wire.NewFeedJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.AccountWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** The caller's calendars. */
@Path("/me/feeds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MyFeedResource {
    private final FeedService feeds;

    public MyFeedResource(FeedService feeds) {
        this.feeds = feeds;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists the caller's calendars without their addresses.")
    public List<FeedJson> feeds(@Context SecurityContext security) {
        return feeds.list(Session.caller(security)).stream()
                .map(AccountWire::json)
                .toList();
    }

    @POST
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Makes a calendar of the caller's bookings, or of a lab, with a secret address for calendar programs.",
            statuses = "201 the calendar; its address is shown this once",
            body = FeedJson.class,
            refusals = {"404 UNKNOWN_LAB", "409 QUOTA"})
    public Response create(NewFeedJson body, @Context SecurityContext security) {
        var lab = Fields.optional(body.lab(), LabId::new);
        return Created.of(AccountWire.json(Refusals.orThrow(feeds.create(lab, Session.caller(security)))));
    }

    @POST
    @Path("{id}/revoke")
    @Needs(Right.VIEW)
    @Summary("Makes the address of a calendar void.")
    public FeedJson revoke(@PathParam("id") String id, @Context SecurityContext security) {
        return AccountWire.json(Refusals.orThrow(feeds.revoke(id, Session.caller(security))));
    }
}
