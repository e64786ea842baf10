package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.draft.DraftService;
import io.laas.model.wire.DraftJson;
import io.laas.model.wire.NewDraftJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.DraftWire;
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

/** Bookings that the caller puts together; nobody else sees them, and nothing is taken by them. */
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DraftResource {
    private final DraftService drafts;

    public DraftResource(DraftService drafts) {
        this.drafts = drafts;
    }

    @GET
    @Needs(Right.BOOK)
    @Summary("Lists the caller's drafts, the latest changed first.")
    public List<DraftJson> drafts(@Context SecurityContext security) {
        return drafts.list(Session.caller(security)).stream()
                .map(DraftWire::json)
                .toList();
    }

    @GET
    @Path("{id}")
    @Needs(Right.BOOK)
    @Summary(value = "Shows one of the caller's drafts.", refusals = "404 UNKNOWN_DRAFT")
    public DraftJson draft(@PathParam("id") String id, @Context SecurityContext security) {
        return DraftWire.json(Refusals.orThrow(drafts.find(DraftWire.id(id), Session.caller(security))));
    }

    @POST
    @Needs(Right.BOOK)
    @Summary(
            value = "Keeps a draft; each user may have 50.",
            statuses = "201 it is kept",
            body = DraftJson.class,
            refusals = "409 QUOTA")
    public Response create(NewDraftJson body, @Context SecurityContext security) {
        return Created.of(
                DraftWire.json(Refusals.orThrow(drafts.create(DraftWire.text(body), Session.caller(security)))));
    }

    @POST
    @Path("{id}/change")
    @Needs(Right.BOOK)
    @Summary(
            value = "Changes a draft from the revision named; refused when somebody changed it in the meantime.",
            refusals = {"404 UNKNOWN_DRAFT", "409 CHANGED_MEANWHILE"})
    public DraftJson change(@PathParam("id") String id, NewDraftJson body, @Context SecurityContext security) {
        int revision = Fields.required("revision", body.revision());
        return DraftWire.json(Refusals.orThrow(
                drafts.change(DraftWire.id(id), revision, DraftWire.text(body), Session.caller(security))));
    }

    @POST
    @Path("{id}/delete")
    @Needs(Right.BOOK)
    @Summary(value = "Deletes a draft; what was booked by it stays.", refusals = "404 UNKNOWN_DRAFT")
    public DraftJson delete(@PathParam("id") String id, @Context SecurityContext security) {
        return DraftWire.json(Refusals.orThrow(drafts.delete(DraftWire.id(id), Session.caller(security))));
    }
}
