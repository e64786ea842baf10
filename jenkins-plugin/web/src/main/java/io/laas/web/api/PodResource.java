package io.laas.web.api;

import io.laas.engine.Answer;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Availability;
import io.laas.engine.booking.AvailabilityQuery;
import io.laas.engine.booking.BookingService;
import io.laas.engine.lab.Catalogue;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Pod;
import io.laas.model.wire.AvailabilityJson;
import io.laas.model.wire.PodJson;
import io.laas.web.auth.Needs;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hardware descriptions, and when they can be had. */
@Path("/pods")
@Produces(MediaType.APPLICATION_JSON)
public final class PodResource {
    private final Catalogue catalogue;
    private final BookingService bookings;

    public PodResource(Catalogue catalogue, BookingService bookings) {
        this.catalogue = catalogue;
        this.bookings = bookings;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists the pods that can be booked, of one lab or of all.")
    public List<PodJson> pods(@QueryParam("lab") String lab) {
        return offered(lab).toList();
    }

    @GET
    @Path("{pod}")
    @Needs(Right.VIEW)
    @Summary(value = "Shows one pod, of the lab named or of the first that has it.", refusals = "404 UNKNOWN_POD")
    public PodJson pod(@PathParam("pod") String pod, @QueryParam("lab") String lab) {
        PodId id = new PodId(pod);
        return offered(lab)
                .filter(p -> p.pod().id().equals(id))
                .findFirst()
                .orElseThrow(Missing.of("UNKNOWN_POD", "pod", pod, "GET /pods"));
    }

    @GET
    @Path("{pod}/availability")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Tells whether a pod is free from start (default now) for length (ISO 8601, default the lab's), and what is next free otherwise.",
            refusals = {"404 UNKNOWN_POD", "404 UNKNOWN_LAB", "422 TOO_LARGE", "422 POLICY"})
    public AvailabilityJson availability(@PathParam("pod") String pod, @BeanParam Wanted wanted) {
        return BookingWire.json(Refusals.orThrow(bookings.availability(wanted.query(new PodId(pod)))));
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

    private Stream<PodJson> offered(String lab) {
        Optional<LabId> wanted = Fields.optional(lab, LabId::new);
        wanted.ifPresent(id -> catalogue.lab(id).orElseThrow(Missing.of("UNKNOWN_LAB", "lab", id, "GET /labs")));
        return catalogue.labs().stream()
                .filter(l -> wanted.isEmpty() || wanted.get().equals(l.id()))
                .flatMap(l -> l.pods().stream().map(pod -> json(l, pod)));
    }

    private PodJson json(Lab lab, Pod pod) {
        AvailabilityQuery now = new AvailabilityQuery(
                Optional.of(lab.id()),
                pod.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        boolean free = bookings.availability(now) instanceof Answer.Done<Availability> done
                && done.value().free();
        return new PodJson(lab.id().value(), pod, pod.demand(), free);
    }
}
