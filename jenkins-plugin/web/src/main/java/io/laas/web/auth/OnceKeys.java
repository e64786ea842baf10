package io.laas.web.auth;

import io.laas.engine.account.RequestKey;
import io.laas.web.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Lets changes sent with an {@code Idempotency-Key} count once: the same key with the same path, query and body is the same request. */
@Provider
@Priority(Priorities.USER + 1000)
public final class OnceKeys implements ContainerRequestFilter {
    /** The header with which a client may send the same change again without doing it again. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        boolean known = request.getSecurityContext().getUserPrincipal() instanceof Session;
        if (key == null || !known || !request.getMethod().equals(HttpMethod.POST)) {
            return;
        }
        if (!KEY.matcher(key).matches()) {
            throw ApiException.invalid(HEADER + " must be 1 to 100 printable ASCII characters without spaces");
        }
        Session session = Session.of(request.getSecurityContext()).once(new RequestKey(key, all(request)));
        request.setSecurityContext(
                new SessionContext(session, request.getSecurityContext().isSecure()));
    }

    private static String all(ContainerRequestContext request) throws IOException {
        byte[] body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        return "%s?%s\n%s"
                .formatted(request.getUriInfo().getPath(), query, new String(body, StandardCharsets.ISO_8859_1));
    }
}
