package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Admissions;
import io.laas.engine.image.ImageKeeper;
import io.laas.engine.lab.Catalogue;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.booking.Refusal;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.IsoJson;
import io.laas.model.wire.LabJson;
import io.laas.web.auth.Look;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Public;
import io.laas.web.auth.Session;
import io.laas.web.json.LabWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labs as configured, with their hosts and images. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LabResource {
    private final Catalogue catalogue;
    private final ImageKeeper images;
    private final Admissions admissions;

    public LabResource(Catalogue catalogue, ImageKeeper images, Admissions admissions) {
        this.catalogue = catalogue;
        this.admissions = admissions;
        this.images = images;
    }

    @GET
    @Path("labs")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary("Lists the labs with their policies, and whether the caller may book there; durations are ISO 8601.")
    public List<LabJson> labs(@Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Map<LabId, Refusal> closed = admissions.closedTo(caller);
        return catalogue.labs().stream()
                .map(lab -> LabWire.json(lab, caller, Optional.ofNullable(closed.get(lab.id()))))
                .toList();
    }

    @GET
    @Path("labs/{lab}")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(value = "Shows one lab.", refusals = "404 UNKNOWN_LAB")
    public LabJson lab(@PathParam("lab") String lab, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        LabId id = new LabId(lab);
        return LabWire.json(
                catalogue.lab(id).orElseThrow(Missing.of("UNKNOWN_LAB", "lab", lab, "GET /labs")),
                caller,
                Optional.ofNullable(admissions.closedTo(caller).get(id)));
    }

    @GET
    @Path("hosts")
    @Needs(Right.VIEW)
    @Summary("Lists the hosts of all labs: what they have, what of it is used now, and whether they answer.")
    public List<HostJson> hosts() {
        return catalogue.hosts().stream().map(LabWire::json).toList();
    }

    @GET
    @Path("hosts/{host}")
    @Needs(Right.VIEW)
    @Summary(value = "Shows one host.", refusals = "404 UNKNOWN_HOST")
    public HostJson host(@PathParam("host") String host) {
        return LabWire.json(
                catalogue.host(new HostId(host)).orElseThrow(Missing.of("UNKNOWN_HOST", "host", host, "GET /hosts")));
    }

    @GET
    @Path("images")
    @Needs(Right.VIEW)
    @Summary(
            "Lists the images of all labs; their sizes are told once a host that has them, or can read their files, was asked.")
    public List<ImageJson> images() {
        return images.images().stream().map(LabWire::json).toList();
    }

    @GET
    @Path("isos")
    @Needs(Right.VIEW)
    @Summary("Lists the installer ISOs of all labs, which configs can name.")
    public List<IsoJson> isos() {
        return catalogue.labs().stream()
                .flatMap(lab -> lab.isos().stream().map(iso -> LabWire.json(lab.id(), iso)))
                .toList();
    }
}
