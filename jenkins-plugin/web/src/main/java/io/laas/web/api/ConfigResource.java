package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.BookingService;
import io.laas.engine.design.Design;
import io.laas.engine.design.DesignService;
import io.laas.engine.lab.Catalogue;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.design.Sharing;
import io.laas.model.pod.Config;
import io.laas.model.wire.ConfigJson;
import io.laas.model.wire.CopyJson;
import io.laas.model.wire.NewConfigJson;
import io.laas.model.wire.SharingJson;
import io.laas.web.auth.Look;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Public;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.DesignWire;
import io.laas.web.json.Fields;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;

/** Software descriptions of labs and users. */
@Path("/configs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConfigResource {
    private final DesignService<Config> configs;
    private final Catalogue catalogue;
    private final BookingService bookings;

    public ConfigResource(DesignService<Config> configs, Catalogue catalogue, BookingService bookings) {
        this.configs = configs;
        this.catalogue = catalogue;
        this.bookings = bookings;
    }

    @GET
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Lists the configs that the caller can book, of one lab or of all: the labs' own, one's own, and what is shared with one; with a pod only those that go onto its machines.",
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_POD"})
    public List<ConfigJson> configs(
            @QueryParam("lab") String lab, @QueryParam("pod") String pod, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Optional<LabId> where = Named.lab(lab, catalogue);
        List<Design<Config>> found = Fields.optional(pod, PodId::new)
                .map(id -> Refusals.orThrow(bookings.configsFor(where, id, caller)))
                .orElseGet(() -> configs.list(where, caller));
        return found.stream().map(DesignWire::config).toList();
    }

    @GET
    @Path("{config}")
    @Public(Look.PODS)
    @Needs(Right.VIEW)
    @Summary(
            value = "Shows one config; an earlier version of it to those who may change it.",
            refusals = "404 UNKNOWN_CONFIG")
    public ConfigJson config(
            @PathParam("config") String config,
            @QueryParam("lab") String lab,
            @QueryParam("version") String version,
            @Context SecurityContext security) {
        return DesignWire.config(Refusals.orThrow(
                configs.find(Named.where(lab, config), Named.version(version), Session.caller(security))));
    }

    @GET
    @Path("{config}/versions")
    @Needs(Right.VIEW)
    @Summary(
            value = "Lists the versions of a config of a user, newest first, for those who may change it.",
            refusals = "404 UNKNOWN_CONFIG")
    public List<ConfigJson> versions(
            @PathParam("config") String config, @QueryParam("lab") String lab, @Context SecurityContext security) {
        return Refusals.orThrow(configs.versions(Named.where(lab, config), Session.caller(security))).stream()
                .map(DesignWire::config)
                .toList();
    }

    @POST
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Makes a config. It can be booked like those of the lab, by its owner and those it is shared with.",
            statuses = "201 it is there",
            body = ConfigJson.class,
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_PROJECT", "409 NAME_TAKEN", "409 QUOTA", "422 TOO_LARGE"})
    public Response create(NewConfigJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Config config = DesignWire.config(body.name(), body);
        Sharing sharing = DesignWire.sharing(body.sharing(), body.project());
        return Created.of(DesignWire.config(
                Refusals.orThrow(configs.create(Fields.optional(body.lab(), LabId::new), config, sharing, caller))));
    }

    @POST
    @Path("{config}/change")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Makes the next version of a config; bookings keep the version they were made with.",
            refusals = {"404 UNKNOWN_CONFIG", "422 TOO_LARGE"})
    public ConfigJson change(
            @PathParam("config") String config,
            @QueryParam("lab") String lab,
            NewConfigJson body,
            @Context SecurityContext security) {
        DesignWire.leftOut(body.lab(), body.sharing(), body.project());
        Config changed = DesignWire.config(config, body);
        return DesignWire.config(
                Refusals.orThrow(configs.change(Fields.optional(lab, LabId::new), changed, Session.caller(security))));
    }

    @POST
    @Path("{config}/copy")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Makes a config of one's own like another one.",
            statuses = "201 the copy, which nobody else sees yet",
            body = ConfigJson.class,
            refusals = {"404 UNKNOWN_CONFIG", "404 UNKNOWN_LAB", "409 NAME_TAKEN", "409 QUOTA", "422 TOO_LARGE"})
    public Response copy(
            @PathParam("config") String config,
            @QueryParam("lab") String lab,
            CopyJson body,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        String name = Fields.required("name", body.name(), text -> text);
        var to = Fields.optional(body.lab(), LabId::new);
        return Created.of(
                DesignWire.config(Refusals.orThrow(configs.copy(Named.where(lab, config), to, name, caller))));
    }

    @POST
    @Path("{config}/share")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Says with whom a config is shared.",
            refusals = {"404 UNKNOWN_CONFIG", "404 UNKNOWN_PROJECT"})
    public ConfigJson share(
            @PathParam("config") String config,
            @QueryParam("lab") String lab,
            SharingJson body,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        Fields.required("sharing", body.sharing(), text -> text);
        Sharing sharing = DesignWire.sharing(body.sharing(), body.project());
        return DesignWire.config(Refusals.orThrow(configs.share(Named.where(lab, config), sharing, caller)));
    }

    @POST
    @Path("{config}/delete")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value = "Takes a config out of what can be booked; bookings that use it keep it.",
            refusals = "404 UNKNOWN_CONFIG")
    public ConfigJson delete(
            @PathParam("config") String config, @QueryParam("lab") String lab, @Context SecurityContext security) {
        return DesignWire.config(Refusals.orThrow(configs.delete(Named.where(lab, config), Session.caller(security))));
    }
}
