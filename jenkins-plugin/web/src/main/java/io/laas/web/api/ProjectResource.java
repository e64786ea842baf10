package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.project.ProjectService;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.NewProjectJson;
import io.laas.model.wire.ProjectJson;
import io.laas.web.auth.Needs;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Groups of people who share pods and configs. */
@Path("/projects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProjectResource {
    private final ProjectService projects;

    public ProjectResource(ProjectService projects) {
        this.projects = projects;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists the projects that the caller is in; all of them for those who manage bookings or labs.")
    public List<ProjectJson> projects(@Context SecurityContext security) {
        return projects.list(Session.caller(security)).stream()
                .map(DesignWire::json)
                .toList();
    }

    @POST
    @Needs(Right.BOOK)
    @Summary(
            value = "Makes a project, which the caller owns.",
            statuses = "201 it is there",
            body = ProjectJson.class,
            refusals = "409 NAME_TAKEN")
    public Response create(NewProjectJson body, @Context SecurityContext security) {
        String name = Fields.required("name", body.name(), text -> text);
        var members = DesignWire.members(body.members());
        return Created.of(DesignWire.json(Refusals.orThrow(projects.create(name, members, Session.caller(security)))));
    }

    @POST
    @Path("{project}/members")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Adds and removes members of a project: its owner and managers anybody but the owner, others themselves.",
            refusals = "404 UNKNOWN_PROJECT")
    public ProjectJson members(
            @PathParam("project") String project, MembersJson body, @Context SecurityContext security) {
        return DesignWire.json(
                Refusals.orThrow(projects.change(project, DesignWire.members(body), Session.caller(security))));
    }
}
