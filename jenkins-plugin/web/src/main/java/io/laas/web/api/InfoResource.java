package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.model.wire.InfoJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Open;
import io.laas.web.openapi.OpenApiDocument;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;

/** What answers, and the document of its API. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class InfoResource {
    private final String version;
    private final String controller;
    private final InstantSource clock;

    public InfoResource(String version, String controller, InstantSource clock) {
        this.version = version;
        this.controller = controller;
        this.clock = clock;
    }

    @GET
    @Path("info")
    @Needs({Right.VIEW, Right.ACT_FOR})
    @Summary("Tells the product's version, the controller's identity and its clock.")
    public InfoJson info() {
        return new InfoJson(version, controller, clock.instant());
    }

    @GET
    @Path("openapi.json")
    @Open
    @Summary("This document.")
    public Response openApi() {
        return Response.ok(OpenApiDocument.bytes()).build();
    }
}
