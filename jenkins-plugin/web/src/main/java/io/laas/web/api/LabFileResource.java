package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.labfile.LabFileService;
import io.laas.model.LabId;
import io.laas.model.wire.LabFileCheckJson;
import io.laas.model.wire.LabFileJson;
import io.laas.model.wire.LabFileTextJson;
import io.laas.model.wire.SaveLabFileJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.Fields;
import io.laas.web.json.LabFileWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The texts of labs, for admins. */
@Path("/labs/{lab}/file")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LabFileResource {
    private final LabFileService files;

    public LabFileResource(LabFileService files) {
        this.files = files;
    }

    @GET
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Shows the lab file of a lab as it is kept now, with its version and whether it can be changed here.",
            refusals = {"404 UNKNOWN_LAB", "409 WRONG_STATE it cannot be read"})
    public LabFileJson file(@PathParam("lab") String lab, @Context SecurityContext security) {
        return LabFileWire.json(Refusals.orThrow(files.find(new LabId(lab), Session.caller(security))));
    }

    @POST
    @Path("check")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Says what a text would do in the place of the lab file: what is wrong with it, each with line and column, or what it would change, which bookings go on on what it no longer has, and whether the caller may save it. Changes nothing.",
            refusals = {"404 UNKNOWN_LAB", "409 WRONG_STATE the present one cannot be read"})
    public LabFileCheckJson check(
            @PathParam("lab") String lab, LabFileTextJson body, @Context SecurityContext security) {
        String text = Fields.required("text", body.text());
        return LabFileWire.json(Refusals.orThrow(files.check(new LabId(lab), text, Session.caller(security))));
    }

    @POST
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Puts a text in the place of the lab file and makes it known at once. Bookings stay as they are; hosts and static vpods that are gone and in use are taken down after their last booking. Hosts other than in cores, memory and disk, images and ISOs need the right MANAGE. A text that cannot be read or does not take effect is not kept.",
            refusals = {
                "400 INVALID the text has problems; check tells them",
                "404 UNKNOWN_LAB",
                "409 CHANGED_MEANWHILE the version is not that of the present text",
                "409 WRONG_STATE it cannot be changed here"
            })
    public LabFileJson save(@PathParam("lab") String lab, SaveLabFileJson body, @Context SecurityContext security) {
        String text = Fields.required("text", body.text());
        String version = Fields.required("version", body.version());
        return LabFileWire.json(Refusals.orThrow(files.save(new LabId(lab), text, version, Session.caller(security))));
    }
}
