package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.installer.Installers;
import io.laas.model.wire.InstallerJson;
import io.laas.model.wire.InstallersJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.json.InstallerWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What can be put on pods. */
@Path("/installers")
@Produces(MediaType.APPLICATION_JSON)
public final class InstallerResource {
    private final Installers installers;

    public InstallerResource(Installers installers) {
        this.installers = installers;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists the installers that are offered; admins also see which files are wrong on which line.")
    public InstallersJson installers(@Context SecurityContext security) {
        return InstallerWire.json(installers.offer(), Session.caller(security).managesLabs());
    }

    @GET
    @Path("{installer}")
    @Needs(Right.VIEW)
    @Summary(value = "Shows one installer.", refusals = "404 UNKNOWN_INSTALLER")
    public InstallerJson installer(@PathParam("installer") String name) {
        return installers
                .find(name)
                .map(InstallerWire::json)
                .orElseThrow(Missing.of("UNKNOWN_INSTALLER", "installer", name, "GET /installers"));
    }
}
