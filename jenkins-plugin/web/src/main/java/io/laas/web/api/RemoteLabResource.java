package io.laas.web.api;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.remote.RemoteLab;
import io.laas.engine.remote.RemoteLabService;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.wire.NewRemoteLabJson;
import io.laas.model.wire.RemoteLabJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.Fields;
import io.laas.web.json.WorkWire;
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

/** Labs elsewhere, for admins. */
@Path("/remote-labs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RemoteLabResource {
    private final RemoteLabService labs;

    public RemoteLabResource(RemoteLabService labs) {
        this.labs = labs;
    }

    @GET
    @Needs(Right.MANAGE_LABS)
    @Summary("Lists the labs elsewhere: who serves them, when they were heard last, and how much work they have.")
    public List<RemoteLabJson> labs(@Context SecurityContext security) {
        return labs.list(Session.caller(security)).stream().map(WorkWire::json).toList();
    }

    @POST
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Registers a lab elsewhere: lets an account with the right SERVE_LAB serve it, and no other lab. Also gives a lab to another account, and takes a retired one back.",
            statuses = "201 it is registered; it can be booked once its worker has published what it has",
            body = RemoteLabJson.class,
            refusals = "409 NAME_TAKEN")
    public Response register(NewRemoteLabJson body, @Context SecurityContext security) {
        LabId lab = Fields.required("lab", body.lab(), LabId::new);
        UserId user = Fields.required("user", body.user(), UserId::new);
        Caller caller = Session.caller(security);
        return Created.of(shown(labs.register(lab, user, caller), caller));
    }

    @POST
    @Path("{lab}/retire")
    @Needs(Right.MANAGE_LABS)
    @Summary(
            value =
                    "Takes a lab elsewhere out of what can be booked. Bookings under way go on, and its worker gives back what is there.",
            refusals = "404 UNKNOWN_LAB")
    public RemoteLabJson retire(@PathParam("lab") String lab, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return shown(labs.retire(new LabId(lab), caller), caller);
    }

    private RemoteLabJson shown(Answer<RemoteLab> answer, Caller caller) {
        LabId lab = Refusals.orThrow(answer).id();
        return WorkWire.json(labs.find(lab, caller).orElseThrow());
    }
}
