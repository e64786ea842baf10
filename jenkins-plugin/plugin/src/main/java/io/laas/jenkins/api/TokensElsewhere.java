package io.laas.jenkins.api;

import io.laas.web.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Says where tokens are made: Jenkins has its own, so the stand-alone server's routes for them lead nowhere here. */
@Priority(Priorities.AUTHORIZATION)
public final class TokensElsewhere implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.equals("tokens") || path.startsWith("tokens/")) {
            throw new ApiException(
                    404,
                    "NOT_IN_JENKINS",
                    "Jenkins keeps API tokens itself: make and revoke yours on the page Security of your Jenkins account.");
        }
    }
}
