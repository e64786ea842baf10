package io.laas.web.auth;

import io.laas.engine.account.Right;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets one resource method be called by those who may: authentication, then the rate limit, then one of the rights it needs. */
final class Gate implements ContainerRequestFilter {
    private final Authenticator authenticator;
    private final RateLimiter limiter;
    private final List<Right> needed;
    private final Optional<Look> look;

    /**
     * Makes a gate.
     *
     * @param look what people without an account must be allowed to look at; empty: they do not get through
     */
    Gate(Authenticator authenticator, RateLimiter limiter, List<Right> needed, Optional<Look> look) {
        this.look = look;
        this.authenticator = authenticator;
        this.limiter = limiter;
        this.needed = needed;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Session session = authenticator.authenticate(request);
        request.setSecurityContext(
                new SessionContext(session, request.getSecurityContext().isSecure()));
        int wait = limiter.secondsToWait(session.key());
        if (wait > 0) {
            throw ApiException.tooMany("Too many requests with this token; try again in " + wait + " s.", wait);
        }
        if (session.guest().isPresent()
                && !look.map(session.guest().get()::contains).orElse(false)) {
            throw Sessions.notLinked(request.getHeaderString(Sessions.ACTING_FOR));
        }
        if (needed.stream().noneMatch(session.caller()::has)) {
            throw new ApiException(403, "FORBIDDEN", sentence(session));
        }
    }

    private String sentence(Session session) {
        String has = session.caller().rights().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
        String either = needed.stream().map(Enum::name).collect(Collectors.joining(" or "));
        return "This needs the right %s; %s has %s here. Ask an admin of the lab."
                .formatted(either, session.getName(), has.isEmpty() ? "none" : has);
    }
}
