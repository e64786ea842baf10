package io.laas.web.auth;

import io.laas.engine.account.Right;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Arrays;

/** Shows a session to JAX-RS; roles are the names of rights. */
record SessionContext(Session session, boolean isSecure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return session;
    }

    @Override
    public boolean isUserInRole(String role) {
        return Arrays.stream(Right.values())
                .anyMatch(right -> right.name().equals(role) && session.caller().has(right));
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
