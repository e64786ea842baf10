package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.lab.Catalogue;
import io.laas.model.LabId;
import io.laas.model.wire.ParameterJson;
import io.laas.web.auth.Needs;
import io.laas.web.json.InstallerWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What labs ask whoever books. */
@Path("/labs/{lab}/questions")
@Produces(MediaType.APPLICATION_JSON)
public final class QuestionResource {
    private final Catalogue catalogue;

    public QuestionResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary(
            value = "Lists what a lab asks whoever books; the answers go into POST /bookings.",
            refusals = "404 UNKNOWN_LAB")
    public List<ParameterJson> questions(@PathParam("lab") String lab) {
        LabId id = catalogue
                .lab(new LabId(lab))
                .orElseThrow(Missing.of("UNKNOWN_LAB", "lab", lab, "GET /labs"))
                .id();
        return catalogue.workflows().questions(id).stream()
                .map(InstallerWire::json)
                .toList();
    }
}
