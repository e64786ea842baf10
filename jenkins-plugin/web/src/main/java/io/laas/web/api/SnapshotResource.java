package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.snapshot.SnapshotService;
import io.laas.model.LabId;
import io.laas.model.wire.SharingJson;
import io.laas.model.wire.SnapshotJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.DesignWire;
import io.laas.web.json.Fields;
import io.laas.web.json.SnapshotWire;
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

/** Snapshots of machines; they are taken through bookings. */
@Path("/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SnapshotResource {
    private final SnapshotService snapshots;
    private final Catalogue catalogue;

    public SnapshotResource(SnapshotService snapshots, Catalogue catalogue) {
        this.snapshots = snapshots;
        this.catalogue = catalogue;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary(
            "Lists snapshots, of one lab or of all: one's own and what is shared with one; all to those who manage labs.")
    public List<SnapshotJson> snapshots(@QueryParam("lab") String lab, @Context SecurityContext security) {
        return snapshots.list(Named.lab(lab, catalogue), Session.caller(security)).stream()
                .map(SnapshotWire::json)
                .toList();
    }

    @GET
    @Path("{snapshot}")
    @Needs(Right.VIEW)
    @Summary(value = "Shows one snapshot.", refusals = "404 UNKNOWN_SNAPSHOT")
    public SnapshotJson snapshot(
            @PathParam("snapshot") String snapshot, @QueryParam("lab") String lab, @Context SecurityContext security) {
        return SnapshotWire.json(
                Refusals.orThrow(snapshots.find(Fields.optional(lab, LabId::new), snapshot, Session.caller(security))));
    }

    @POST
    @Path("{snapshot}/share")
    @Needs(Right.BOOK)
    @Summary(
            value = "Says with whom a snapshot is shared. Only its owner may.",
            refusals = {"404 UNKNOWN_SNAPSHOT", "404 UNKNOWN_PROJECT"})
    public SnapshotJson share(
            @PathParam("snapshot") String snapshot,
            @QueryParam("lab") String lab,
            SharingJson body,
            @Context SecurityContext security) {
        var sharing = DesignWire.sharing(Fields.required("sharing", body.sharing(), text -> text), body.project());
        return SnapshotWire.json(Refusals.orThrow(
                snapshots.share(Fields.optional(lab, LabId::new), snapshot, sharing, Session.caller(security))));
    }

    @POST
    @Path("{snapshot}/delete")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value =
                    "Takes a snapshot out of what can be booked. Bookings that use it keep it; its files go when the last of them has ended.",
            refusals = {"404 UNKNOWN_SNAPSHOT", "409 WRONG_STATE"})
    public SnapshotJson delete(
            @PathParam("snapshot") String snapshot, @QueryParam("lab") String lab, @Context SecurityContext security) {
        return SnapshotWire.json(Refusals.orThrow(
                snapshots.delete(Fields.optional(lab, LabId::new), snapshot, Session.caller(security))));
    }
}
