package io.laas.web.auth;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Finds out who calls: by token in the stand-alone server, by Jenkins' own means in Jenkins. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Returns who calls, with the rights of this call.
     *
     * @throws io.laas.web.error.ApiException 401 if that cannot be told, 403 if the caller may not speak for somebody else
     */
    Session authenticate(ContainerRequestContext request);
}
