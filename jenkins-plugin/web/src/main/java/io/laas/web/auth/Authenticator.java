package io.laas.web.auth;

import io.laas.engine.account.Right;
import io.laas.model.UserId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;

/** Finds out who calls: by token in the stand-alone server, by Jenkins' own means in Jenkins. Thread-safe. */
public interface Authenticator {
    /**
     * Returns who calls, with the rights of this call.
     *
     * @throws io.laas.web.error.ApiException 401 if that cannot be told, 403 if the caller may not speak for somebody else
     */
    Session authenticate(ContainerRequestContext request);

    /** Returns what a user may do who does not call, for what works in the user's name; nothing for one who was removed. */
    Set<Right> rights(UserId user);
}
