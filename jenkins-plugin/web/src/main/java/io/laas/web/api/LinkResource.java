package io.laas.web.api;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Right;
import io.laas.model.wire.LinkJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.AccountWire;
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

/** Chat identities bound to accounts. */
@Path("/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LinkResource {
    private final AccountService accounts;

    public LinkResource(AccountService accounts) {
        this.accounts = accounts;
    }

    @GET
    @Needs({Right.VIEW, Right.ACT_FOR})
    @Summary("Lists the chat identities linked to the caller; all of them for managers and bots.")
    public List<LinkJson> links(@Context SecurityContext security) {
        return accounts.links(Session.caller(security)).stream()
                .map(AccountWire::json)
                .toList();
    }

    @POST
    @Needs(Right.ACT_FOR)
    @Summary(
            value = "Binds a chat identity to the account that made the code.",
            statuses = "201 it is bound; user names the account",
            body = LinkJson.class)
    public Response link(LinkJson body, @Context SecurityContext security) {
        String code = Fields.required("code", body.code(), text -> text);
        String identity = Fields.required("identity", body.identity(), text -> text);
        return Created.of(AccountWire.json(Refusals.orThrow(accounts.link(code, identity, Session.caller(security)))));
    }

    @POST
    @Path("{identity}/remove")
    @Needs(Right.VIEW)
    @Summary("Unbinds a chat identity: one's own, any for managers.")
    public LinkJson unlink(@PathParam("identity") String identity, @Context SecurityContext security) {
        return AccountWire.json(Refusals.orThrow(accounts.unlink(identity, Session.caller(security))));
    }
}
