package io.laas.web.auth;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Identity;
import io.laas.engine.account.Right;
import io.laas.model.UserId;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/** Knows callers by {@code Authorization: Bearer …}; those they speak for have the rights of their accounts. */
public final class TokenAuthenticator implements Authenticator {
    private static final String SCHEME = "bearer ";
    private static final int MAX_SECRET = 200;

    private final AccountService accounts;
    private final Sessions sessions;

    public TokenAuthenticator(AccountService accounts) {
        this.accounts = accounts;
        this.sessions = new Sessions(accounts, user -> accounts.account(user).rights());
    }

    @Override
    public Session authenticate(ContainerRequestContext request) {
        String secret = secret(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Identity identity = accounts.authenticate(secret).orElseThrow(TokenAuthenticator::unknown);
        Speaker speaker = new Speaker(
                identity.user(),
                identity.rights(),
                identity.tokenId(),
                () -> accounts.authenticate(secret).isPresent());
        return sessions.of(speaker, request);
    }

    @Override
    public Set<Right> rights(UserId user) {
        return sessions.rightsOf(user);
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
}
