package io.laas.web.api;

import jakarta.ws.rs.core.Response;

/** Answers with 201 and what was made. */
final class Created {
    private Created() {}

    static Response of(Object made) {
        return Response.status(Response.Status.CREATED).entity(made).build();
    }
}
