package io.laas.web.api;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.remote.LabOutages;
import io.laas.engine.remote.LabWorkService;
import io.laas.engine.remote.RemoteLabService;
import io.laas.engine.remote.WorkerSession;
import io.laas.model.OutageId;
import io.laas.model.wire.AnswerWorkJson;
import io.laas.model.wire.ClaimWorkJson;
import io.laas.model.wire.ClaimedJson;
import io.laas.model.wire.EndWorkJson;
import io.laas.model.wire.HeartbeatJson;
import io.laas.model.wire.HeldJson;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.PublishLabJson;
import io.laas.model.wire.WorkReportJson;
import io.laas.model.wire.WorkStateJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import io.laas.web.error.Refusals;
import io.laas.web.json.Fields;
import io.laas.web.json.LabWire;
import io.laas.web.json.WorkWire;
import io.laas.web.openapi.Summary;
import io.laas.web.work.WorkClaims;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;

/** What the worker of a lab elsewhere does, for the one lab that its account serves. */
@Path("/lab")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LabWorkResource {
    private static final int MAX_WAIT = 60;

    private final RemoteLabService labs;
    private final LabWorkService work;
    private final LabOutages outages;
    private final WorkClaims claims;

    public LabWorkResource(RemoteLabService labs, LabWorkService work, LabOutages outages, WorkClaims claims) {
        this.labs = labs;
        this.work = work;
        this.outages = outages;
        this.claims = claims;
    }

    @POST
    @Path("publish")
    @Needs(Right.SERVE_LAB)
    @Summary(
            value =
                    "Makes what the lab has known: its lab file, in place of the one before. Hosts and vpods that are not in it any more drain.",
            refusals = "409 NAME_TAKEN")
    public WorkStateJson publish(PublishLabJson body, @Context SecurityContext security) {
        String file = Fields.required("file", body.file());
        String directory = Fields.required("directory", body.directory());
        var lab = Refusals.orThrow(labs.publish(file, directory, Session.caller(security)));
        return new WorkStateJson(lab.id().value(), false);
    }

    @POST
    @Path("claim")
    @Needs(Right.SERVE_LAB)
    @Summary(
            value =
                    "Claims the lab's oldest question, or else its oldest operation that no worker has; with waitSeconds, answers as soon as there is something.",
            body = ClaimedJson.class,
            refusals = "503 SERVER_BUSY")
    public void claim(ClaimWorkJson body, @Suspended AsyncResponse response, @Context SecurityContext security) {
        int wait = Optional.ofNullable(body.waitSeconds()).orElse(0);
        if (wait < 0 || wait > MAX_WAIT) {
            throw ApiException.invalid("waitSeconds must be 0 to %d, was %d".formatted(MAX_WAIT, wait));
        }
        WorkerSession session = WorkWire.session(body.session(), body.worker(), body.running());
        boolean operations = Optional.ofNullable(body.operations()).orElse(true);
        claims.claim(response, new WorkClaims.Wanted(session, operations, wait), Session.of(security));
    }

    @POST
    @Path("heartbeat")
    @Needs(Right.SERVE_LAB)
    @Summary("Tells that the worker lives and how its hosts answer; the leases of what it has begin anew.")
    public HeldJson heartbeat(HeartbeatJson body, @Context SecurityContext security) {
        WorkerSession session = WorkWire.session(body.session(), body.worker(), body.running());
        var hosts = WorkWire.statuses(body.hosts());
        return WorkWire.json(
                Refusals.orThrow(work.heartbeat(session, hosts, WorkWire.trouble(body), Session.caller(security))));
    }

    @POST
    @Path("work/{id}/report")
    @Needs(Right.SERVE_LAB)
    @Summary(
            value = "Reports how tasks of a claimed operation stand; its lease begins anew.",
            refusals = {"404 UNKNOWN_WORK", "409 CLAIM_LOST"})
    public WorkStateJson report(@PathParam("id") String id, WorkReportJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return state(id, work.report(WorkWire.claim(id, body.claim()), WorkWire.reports(body), caller));
    }

    @POST
    @Path("work/{id}/finish")
    @Needs(Right.SERVE_LAB)
    @Summary(
            value = "Tells the end of a claimed operation; the same end may be told again.",
            refusals = {"404 UNKNOWN_WORK", "409 CLAIM_LOST"})
    public WorkStateJson finish(@PathParam("id") String id, EndWorkJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return state(id, work.finish(WorkWire.claim(id, body.claim()), WorkWire.outcome(body), caller));
    }

    @POST
    @Path("work/{id}/answer")
    @Needs(Right.SERVE_LAB)
    @Summary(value = "Answers a claimed question.", refusals = "409 CLAIM_LOST")
    public WorkStateJson answer(@PathParam("id") String id, AnswerWorkJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Optional<String> trouble = Fields.optional(body.trouble(), t -> t);
        return state(id, work.answer(id, body.claim(), WorkWire.answer(body), trouble, caller));
    }

    private static WorkStateJson state(String id, Answer<Boolean> stop) {
        return new WorkStateJson(id, Refusals.orThrow(stop));
    }

    @GET
    @Path("outages")
    @Needs(Right.SERVE_LAB)
    @Summary("Lists the outages of the lab that are not over, earliest first.")
    public List<OutageJson> outages(@Context SecurityContext security) {
        return Refusals.orThrow(outages.list(Session.caller(security))).stream()
                .map(o -> LabWire.json(o, null))
                .toList();
    }

    @POST
    @Path("outages")
    @Needs(Right.SERVE_LAB)
    @Summary(
            value =
                    "Sets an outage of the lab or of a host of it. A planned one over granted bookings is refused unless force=true; bookings move where there is room and end otherwise.",
            statuses = "201 it is set; hits are the bookings it touched",
            body = OutageJson.class,
            refusals = {"404 UNKNOWN_HOST", "409 POD_TAKEN"})
    public Response setOutage(
            NewOutageJson body, @QueryParam("force") boolean force, @Context SecurityContext security) {
        var effect = Refusals.orThrow(outages.set(LabWire.outage(body), force, Session.caller(security)));
        return Created.of(LabWire.json(effect.outage(), effect.hits()));
    }

    @POST
    @Path("outages/{id}/end")
    @Needs(Right.SERVE_LAB)
    @Summary(
            value = "Ends an outage of the lab now, or takes it back if it has not begun.",
            refusals = {"404 UNKNOWN_OUTAGE", "409 WRONG_STATE"})
    public OutageJson endOutage(@PathParam("id") String id, @Context SecurityContext security) {
        return LabWire.json(Refusals.orThrow(outages.end(OutageId.parse(id), Session.caller(security))), null);
    }
}
