package io.laas.web;

import io.laas.model.Names;
import io.laas.web.auth.Session;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the headers every answer has, and logs each request without query, headers and body. */
@Provider
@PreMatching
final class ResponseHeaders implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = LoggerFactory.getLogger("io.laas.web.request");
    private static final String BEGUN = "laas.begun";
    private static final long NANOS_PER_MICRO = 1000;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGUN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putSingle("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (LOG.isDebugEnabled()) {
            log(request, response.getStatus());
        }
    }

    private static void log(ContainerRequestContext request, int status) {
        Object begun = request.getProperty(BEGUN);
        long micros = begun instanceof Long nanos ? (System.nanoTime() - nanos) / NANOS_PER_MICRO : 0;
        String user = request.getSecurityContext() != null
                        && request.getSecurityContext().getUserPrincipal() instanceof Session session
                ? session.getName()
                : "-";
        LOG.debug(
                "{} /{} {} by {} in {} µs",
                request.getMethod(),
                Names.clean(request.getUriInfo().getPath(), 200),
                status,
                user,
                micros);
    }
}
