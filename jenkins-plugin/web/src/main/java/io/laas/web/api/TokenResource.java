package io.laas.web.api;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Right;
import io.laas.model.wire.NewTokenJson;
import io.laas.model.wire.TokenJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.AccountWire;
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

/** API tokens. */
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private final AccountService accounts;

    public TokenResource(AccountService accounts) {
        this.accounts = accounts;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Lists tokens without their secrets: all for managers, otherwise the caller's own.")
    public List<TokenJson> tokens(@Context SecurityContext security) {
        return accounts.tokens(Session.caller(security)).stream()
                .map(AccountWire::json)
                .toList();
    }

    @POST
    @Needs(Right.MANAGE)
    @Summary(
            value = "Makes a token for a user.",
            statuses = "201 the token; its secret is shown this once",
            body = TokenJson.class)
    public Response issue(NewTokenJson body, @Context SecurityContext security) {
        return Created.of(
                AccountWire.json(Refusals.orThrow(accounts.issue(AccountWire.token(body), Session.caller(security)))));
    }

    @POST
    @Path("{id}/revoke")
    @Needs(Right.MANAGE)
    @Summary("Revokes a token; event streams opened with it end within seconds.")
    public TokenJson revoke(@PathParam("id") String id, @Context SecurityContext security) {
        return AccountWire.json(Refusals.orThrow(accounts.revoke(id, Session.caller(security))));
    }
}
