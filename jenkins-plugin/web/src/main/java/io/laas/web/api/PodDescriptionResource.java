package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.booking.DescriptorService;
import io.laas.model.LabId;
import io.laas.model.descriptor.Descriptors;
import io.laas.model.descriptor.Profile;
import io.laas.model.pod.Pod;
import io.laas.model.wire.DescribedPodJson;
import io.laas.model.wire.NewPodJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.Refusals;
import io.laas.web.json.DesignWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Descriptor files of pods that are not booked, also of those that are only drawn. */
@Path("/pods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PodDescriptionResource {
    private final DescriptorService descriptors;

    public PodDescriptionResource(DescriptorService descriptors) {
        this.descriptors = descriptors;
    }

    @POST
    @Path("describe")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Writes the PDF and the IDF of a pod that is not booked and need not be kept, with the values it would have; profile is pharos-strict (default), xci or kuberef. Changes nothing.",
            refusals = {"404 UNKNOWN_LAB", "404 UNKNOWN_CONFIG", "422 TOO_LARGE", "422 POLICY"})
    public DescribedPodJson describe(
            NewPodJson body, @QueryParam("profile") String profile, @Context SecurityContext security) {
        Profile dialect = Yaml.profile(profile);
        Pod pod = DesignWire.pod(body.name(), body);
        Descriptors described = Refusals.orThrow(
                descriptors.ofPod(Fields.optional(body.lab(), LabId::new), pod, Session.caller(security)));
        return new DescribedPodJson(described.pdf(dialect), described.idf(dialect));
    }
}
