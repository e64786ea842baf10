package io.laas.web.auth;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Identity;
import io.laas.engine.account.Right;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.Names;
import io.laas.model.UserId;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows callers by {@code Authorization: Bearer …}. With {@code LaaS-Acting-For} a token that has ACT_FOR speaks for the user
 * its chat identity is linked to: the rights are that user's, never ACT_FOR, and the actor keeps who spoke.
 */
public final class TokenAuthenticator implements Authenticator {
    /** Names the face of the product; only a label. */
    public static final String CHANNEL = "LaaS-Channel";

    /** Names the chat identity somebody with ACT_FOR speaks for, for example {@code slack:T1:U2}. */
    public static final String ACTING_FOR = "LaaS-Acting-For";

    private static final Set<Channel> CHANNELS = EnumSet.complementOf(EnumSet.of(Channel.SYSTEM));
    private static final String SCHEME = "bearer ";
    private static final int MAX_SECRET = 200;

    private final AccountService accounts;

    public TokenAuthenticator(AccountService accounts) {
        this.accounts = accounts;
    }

    @Override
    public Session authenticate(ContainerRequestContext request) {
        String secret = secret(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Identity identity = accounts.authenticate(secret).orElseThrow(TokenAuthenticator::unknown);
        Channel channel = channel(request.getHeaderString(CHANNEL));
        String actingFor = request.getHeaderString(ACTING_FOR);
        Caller caller = actingFor == null
                ? new Caller(Actor.of(identity.user(), channel), identity.rights())
                : spokenFor(identity, channel, actingFor);
        return new Session(
                caller, identity.tokenId(), () -> accounts.authenticate(secret).isPresent());
    }

    private Caller spokenFor(Identity speaker, Channel channel, String chatIdentity) {
        if (!speaker.rights().contains(Right.ACT_FOR)) {
            throw new ApiException(
                    403, "FORBIDDEN", ACTING_FOR + " needs a token with the right ACT_FOR; ask an admin for one.");
        }
        UserId user = accounts.linked(chatIdentity)
                .orElseThrow(() -> new ApiException(
                        403,
                        "NOT_LINKED",
                        "%s is not linked to an account. Make a code with POST /me/link-code and give it to the bot's link command."
                                .formatted(Names.clean(chatIdentity, 80))));
        Set<Right> rights = EnumSet.noneOf(Right.class);
        rights.addAll(accounts.account(user).rights());
        rights.remove(Right.ACT_FOR);
        return new Caller(new Actor(user, channel, Optional.of(speaker.user())), rights);
    }

    private static String secret(String header) {
        if (header == null) {
            throw new ApiException(
                    401, "UNAUTHENTICATED", "A token is needed: send the header Authorization: Bearer TOKEN.");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME) || header.length() > MAX_SECRET) {
            throw new ApiException(401, "UNAUTHENTICATED", "The header Authorization must have the form Bearer TOKEN.");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static ApiException unknown() {
        return new ApiException(
                401, "UNAUTHENTICATED", "The token is not known or was revoked; ask an admin for a new one.");
    }

    private static Channel channel(String header) {
        if (header == null) {
            return Channel.API;
        }
        return CHANNELS.stream()
                .filter(c -> c.name().equalsIgnoreCase(header.strip()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("%s must be one of %s, was '%s'"
                        .formatted(
                                CHANNEL,
                                CHANNELS.stream().map(Enum::name).collect(Collectors.joining(", ")),
                                Names.clean(header, 40))));
    }
}
