package io.laas.web.api;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.model.SshKey;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.LinkCodeJson;
import io.laas.model.wire.MeJson;
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

/** The caller: rights, time zone, ssh keys and link codes. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MeResource {
    private final AccountService accounts;

    public MeResource(AccountService accounts) {
        this.accounts = accounts;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary("Tells who the caller is and what the call may do.")
    public MeJson me(@Context SecurityContext security) {
        Caller caller = Session.caller(security);
        return AccountWire.me(caller, accounts.account(caller.user()).zone());
    }

    @POST
    @Path("zone")
    @Needs(Right.VIEW)
    @Summary("Sets the caller's time zone; only the field zone is read.")
    public MeJson setZone(MeJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        var zone = Fields.required("zone", body.zone(), text -> Fields.zone("zone", text));
        return AccountWire.me(
                caller, Refusals.orThrow(accounts.setZone(zone, caller)).zone());
    }

    @GET
    @Path("keys")
    @Needs(Right.VIEW)
    @Summary("Lists the caller's public ssh keys.")
    public List<KeyJson> keys(@Context SecurityContext security) {
        return accounts.keys(Session.caller(security).user()).stream()
                .map(AccountWire::json)
                .toList();
    }

    @POST
    @Path("keys")
    @Needs(Right.BOOK)
    @Summary(
            value = "Adds a public ssh key; access of the caller's running bookings follows.",
            statuses = "201 the key is there",
            body = KeyJson.class,
            refusals = "409 QUOTA")
    public Response addKey(KeyJson body, @Context SecurityContext security) {
        SshKey key = Fields.required("key", body.key(), SshKey::new);
        return Created.of(AccountWire.json(Refusals.orThrow(accounts.addKey(key, Session.caller(security)))));
    }

    @POST
    @Path("keys/{id}/remove")
    @Needs(Right.BOOK)
    @Summary("Removes one of the caller's ssh keys; access of running bookings follows.")
    public KeyJson removeKey(@PathParam("id") String id, @Context SecurityContext security) {
        return AccountWire.json(Refusals.orThrow(accounts.removeKey(id, Session.caller(security))));
    }

    @POST
    @Path("link-code")
    @Needs(Right.VIEW)
    @Summary(
            value = "Makes a code, good once and for ten minutes, that binds a chat account to the caller.",
            statuses = "201 the code",
            body = LinkCodeJson.class)
    public Response newLinkCode(@Context SecurityContext security) {
        return Created.of(AccountWire.json(Refusals.orThrow(accounts.newLinkCode(Session.caller(security)))));
    }
}
