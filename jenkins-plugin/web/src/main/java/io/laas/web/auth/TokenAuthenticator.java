package io.laas.web.auth;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Identity;
import io.laas.engine.account.Right;
import io.laas.model.UserId;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Knows callers by {@code Authorization: Bearer …}; those they speak for have the rights of their accounts. A token may also come
 * as the password of {@code Basic}, whatever the user name, for installers that know nothing else. It is never asked for that way,
 * so no browser keeps it and sends it by itself.
 */
public final class TokenAuthenticator implements Authenticator {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final int MAX_HEADER = 400;

    private final AccountService accounts;
    private final Sessions sessions;

    public TokenAuthenticator(AccountService accounts) {
        this(accounts, Set.of());
    }

    /**
     * Makes an authenticator.
     *
     * @param guests what somebody may look at who comes through a chat and has no account
     */
    public TokenAuthenticator(AccountService accounts, Set<Look> guests) {
        this.accounts = accounts;
        this.sessions = new Sessions(accounts, accounts::rightsOf, () -> guests);
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
        if (header.length() <= MAX_HEADER && hasScheme(header, BEARER)) {
            return header.substring(BEARER.length()).strip();
        }
        if (header.length() <= MAX_HEADER && hasScheme(header, BASIC)) {
            return password(header.substring(BASIC.length()).strip());
        }
        throw malformed();
    }

    private static boolean hasScheme(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static ApiException malformed() {
        return new ApiException(
                401,
                "UNAUTHENTICATED",
                "The header Authorization must have the form Bearer TOKEN, or Basic with the token as the password.");
    }

    private static ApiException unknown() {
        return new ApiException(
                401, "UNAUTHENTICATED", "The token is not known or was revoked; ask an admin for a new one.");
    }
}
