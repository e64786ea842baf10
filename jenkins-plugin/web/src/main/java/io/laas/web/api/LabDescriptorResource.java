package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.DescriptorService;
import io.laas.model.LabId;
import io.laas.model.VpodId;
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

/** Descriptor files where installers look for them: below a base address, by lab and name of the pod that stands. */
@Path("/")
@Produces({Yaml.TYPE, Yaml.OLD_TYPE, Yaml.TEXT_TYPE})
public final class LabDescriptorResource {
    private final DescriptorService descriptors;

    public LabDescriptorResource(DescriptorService descriptors) {
        this.descriptors = descriptors;
    }

    @GET
    @Path("labs/{lab}/{vpod}.yaml")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Shows the pod descriptor file of a vpod by the booking it serves, as GET /bookings/{id}/pdf does; installers take this address.",
            refusals = {"404 UNKNOWN_VPOD", "409 WRONG_STATE"})
    public String pdf(
            @PathParam("lab") String lab,
            @PathParam("vpod") String vpod,
            @QueryParam("profile") String profile,
            @Context SecurityContext security) {
        return find(lab, vpod, security).pdf(Yaml.profile(profile));
    }

    @GET
    @Path("labs/{lab}/idf-{vpod}.yaml")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Shows the installer descriptor file of a vpod by the booking it serves, as GET /bookings/{id}/idf does; installers take this address.",
            refusals = {"404 UNKNOWN_VPOD", "409 WRONG_STATE"})
    public String idf(
            @PathParam("lab") String lab,
            @PathParam("vpod") String vpod,
            @QueryParam("profile") String profile,
            @Context SecurityContext security) {
        return find(lab, vpod, security).idf(Yaml.profile(profile));
    }

    private Descriptors find(String lab, String vpod, SecurityContext security) {
        return Refusals.orThrow(descriptors.ofVpod(new LabId(lab), new VpodId(vpod), Session.caller(security)));
    }
}
