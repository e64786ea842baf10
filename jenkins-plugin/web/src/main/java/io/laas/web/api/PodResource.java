package io.laas.web.api;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Admissions;
import io.laas.engine.booking.Availability;
import io.laas.engine.booking.AvailabilityQuery;
import io.laas.engine.booking.BookingService;
import io.laas.engine.design.Design;
import io.laas.engine.design.DesignService;
import io.laas.engine.lab.Catalogue;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.design.Sharing;
import io.laas.model.pod.Pod;
import io.laas.model.wire.AvailabilityJson;
import io.laas.model.wire.CopyJson;
import io.laas.model.wire.NewPodJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.SharingJson;
import io.laas.web.auth.Look;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Public;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.DesignWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.BeanParam;
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
import java.util.Optional;

/** Hardware descriptions of labs and users, and when they can be had. */
@Path("/pods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PodResource {
    private final DesignService<Pod> pods;
    private final Catalogue catalogue;
    private final BookingService bookings;
    private final Admissions admissions;

    public PodResource(DesignService<Pod> pods, Catalogue catalogue, BookingService bookings, Admissions admissions) {
        this.admissions = admissions;
        this.pods = pods;
        this.catalogue = catalogue;
        this.bookings = bookings;
    }

    @GET
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(
            "Lists the pods that the caller can book, of one lab or of all: the labs' own, one's own, and what is shared with one.")
    public List<PodJson> pods(@QueryParam("lab") String lab, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return pods.list(Named.lab(lab, catalogue), caller).stream()
                .map(d -> json(d, caller))
                .toList();
    }

    @GET
    @Path("{pod}")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(
            value = "Shows one pod; an earlier version of it to those who may change it.",
            refusals = "404 UNKNOWN_POD")
    public PodJson pod(
            @PathParam("pod") String pod,
            @QueryParam("lab") String lab,
            @QueryParam("version") String version,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return json(Refusals.orThrow(pods.find(Named.where(lab, pod), Named.version(version), caller)), caller);
    }

    @GET
    @Path("{pod}/versions")
    @Needs(Right.VIEW)
    @Summary(
            value = "Lists the versions of a pod of a user, newest first, for those who may change it.",
            refusals = "404 UNKNOWN_POD")
    public List<PodJson> versions(
            @PathParam("pod") String pod, @QueryParam("lab") String lab, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return Refusals.orThrow(pods.versions(Named.where(lab, pod), caller)).stream()
                .map(d -> DesignWire.pod(d, false, admissions.closed(caller, d.lab())))
                .toList();
    }

    @POST
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Makes a pod. It can be booked like those of the lab, by its owner and those it is shared with.",
            statuses = "201 it is there",
            body = PodJson.class,
            refusals = {
                "404 UNKNOWN_LAB",
                "404 UNKNOWN_PROJECT",
                "409 NAME_TAKEN",
                "409 QUOTA",
                "422 TOO_LARGE",
                "422 POLICY"
            })
    public Response create(NewPodJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Pod pod = DesignWire.pod(body.name(), body);
        Sharing sharing = DesignWire.sharing(body.sharing(), body.project());
        return Created.of(json(
                Refusals.orThrow(pods.create(Fields.optional(body.lab(), LabId::new), pod, sharing, caller)), caller));
    }

    @POST
    @Path("{pod}/change")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Makes the next version of a pod; bookings keep the version they were made with.",
            refusals = {"404 UNKNOWN_POD", "422 TOO_LARGE", "422 POLICY"})
    public PodJson change(
            @PathParam("pod") String pod,
            @QueryParam("lab") String lab,
            NewPodJson body,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        DesignWire.leftOut(body.lab(), body.sharing(), body.project());
        Pod changed = DesignWire.pod(pod, body);
        return json(Refusals.orThrow(pods.change(Fields.optional(lab, LabId::new), changed, caller)), caller);
    }

    @POST
    @Path("{pod}/copy")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Makes a pod of one's own like another one.",
            statuses = "201 the copy, which nobody else sees yet",
            body = PodJson.class,
            refusals = {
                "404 UNKNOWN_POD",
                "404 UNKNOWN_LAB",
                "409 NAME_TAKEN",
                "409 QUOTA",
                "422 TOO_LARGE",
                "422 POLICY"
            })
    public Response copy(
            @PathParam("pod") String pod,
            @QueryParam("lab") String lab,
            CopyJson body,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        String name = Fields.required("name", body.name(), text -> text);
        var to = Fields.optional(body.lab(), LabId::new);
        return Created.of(json(Refusals.orThrow(pods.copy(Named.where(lab, pod), to, name, caller)), caller));
    }

    @POST
    @Path("{pod}/share")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Says with whom a pod is shared.",
            refusals = {"404 UNKNOWN_POD", "404 UNKNOWN_PROJECT"})
    public PodJson share(
            @PathParam("pod") String pod,
            @QueryParam("lab") String lab,
            SharingJson body,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Fields.required("sharing", body.sharing(), text -> text);
        Sharing sharing = DesignWire.sharing(body.sharing(), body.project());
        return json(Refusals.orThrow(pods.share(Named.where(lab, pod), sharing, caller)), caller);
    }

    @POST
    @Path("{pod}/delete")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Takes a pod out of what can be booked; bookings that use it keep it.",
            refusals = "404 UNKNOWN_POD")
    public PodJson delete(
            @PathParam("pod") String pod, @QueryParam("lab") String lab, @Context SecurityContext security) {
        return DesignWire.pod(
                Refusals.orThrow(pods.delete(Named.where(lab, pod), Session.caller(security))), false, false);
    }

    @GET
    @Path("{pod}/availability")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Tells whether a pod is free from start (default now) for length (ISO 8601, default the lab's), and what is next free otherwise.",
            refusals = {"404 UNKNOWN_POD", "404 UNKNOWN_LAB", "422 TOO_LARGE", "422 POLICY"})
    public AvailabilityJson availability(
            @PathParam("pod") String pod, @BeanParam Wanted wanted, @Context SecurityContext security) {
        return BookingWire.json(
                Refusals.orThrow(bookings.availability(wanted.query(new PodId(pod)), Session.caller(security))));
    }

    /** What a caller of availability may name. */
    public static final class Wanted {
        @QueryParam("lab")
        private String lab;

        @QueryParam("config")
        private String config;

        @QueryParam("vpod")
        private String vpod;

        @QueryParam("start")
        private String start;

        @QueryParam("length")
        private String length;

        AvailabilityQuery query(PodId pod) {
            return new AvailabilityQuery(
                    Fields.optional(lab, LabId::new),
                    pod,
                    Fields.optional(config, ConfigId::new),
                    Fields.optional(vpod, VpodId::new),
                    Fields.optional(start, text -> Fields.instant("start", text)),
                    Fields.optional(length, text -> Fields.duration("length", text)));
        }
    }

    private PodJson json(Design<Pod> design, Caller caller) {
        AvailabilityQuery now = new AvailabilityQuery(
                Optional.of(design.lab()),
                design.spec().id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        boolean free = bookings.availability(now, caller) instanceof Answer.Done<Availability> done
                && done.value().free();
        return DesignWire.pod(design, free, admissions.closed(caller, design.lab()));
    }
}
