package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.DescriptorService;
import io.laas.model.BookingId;
import io.laas.model.descriptor.Descriptors;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** The descriptor files of a booking's pod. */
@Path("/bookings")
@Produces({Yaml.TYPE, Yaml.OLD_TYPE, Yaml.TEXT_TYPE})
public final class DescriptorResource {
    private final DescriptorService descriptors;

    public DescriptorResource(DescriptorService descriptors) {
        this.descriptors = descriptors;
    }

    @GET
    @Path("{id}/pdf")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Shows the pod descriptor file of an active booking, to its members and managers; profile is pharos-strict (default), xci or kuberef.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public String pdf(
            @PathParam("id") String id, @QueryParam("profile") String profile, @Context SecurityContext security) {
        return find(id, security).pdf(Yaml.profile(profile));
    }

    @GET
    @Path("{id}/idf")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Shows the installer descriptor file of an active booking, to its members and managers; profile is pharos-strict (default), xci or kuberef.",
            refusals = {"404 UNKNOWN_BOOKING", "409 WRONG_STATE"})
    public String idf(
            @PathParam("id") String id, @QueryParam("profile") String profile, @Context SecurityContext security) {
        return find(id, security).idf(Yaml.profile(profile));
    }

    private Descriptors find(String id, SecurityContext security) {
        return Refusals.orThrow(descriptors.ofBooking(BookingId.parse(id), Session.caller(security)));
    }
}
