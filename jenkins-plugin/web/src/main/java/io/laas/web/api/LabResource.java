package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.wire.HostJson;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.LabJson;
import io.laas.web.auth.Look;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Public;
import io.laas.web.json.LabWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Labs as configured, with their hosts and images. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class LabResource {
    private final Catalogue catalogue;

    public LabResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Path("labs")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary("Lists the labs with their policies; durations are ISO 8601.")
    public List<LabJson> labs() {
        return catalogue.labs().stream().map(LabWire::json).toList();
    }

    @GET
    @Path("labs/{lab}")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(value = "Shows one lab.", refusals = "404 UNKNOWN_LAB")
    public LabJson lab(@PathParam("lab") String lab) {
        return LabWire.json(
                catalogue.lab(new LabId(lab)).orElseThrow(Missing.of("UNKNOWN_LAB", "lab", lab, "GET /labs")));
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
    @Summary("Lists the images of all labs.")
    public List<ImageJson> images() {
        return catalogue.labs().stream()
                .flatMap(lab -> lab.images().stream().map(image -> LabWire.json(lab.id(), image)))
                .toList();
    }
}
