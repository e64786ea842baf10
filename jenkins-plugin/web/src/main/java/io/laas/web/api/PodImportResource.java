package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.Admissions;
import io.laas.engine.design.DesignService;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.design.Sharing;
import io.laas.model.lab.LabProblem;
import io.laas.model.lab.PdfFile;
import io.laas.model.pod.Pod;
import io.laas.model.wire.ImportPodJson;
import io.laas.model.wire.ImportedPodJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import io.laas.web.error.Refusals;
import io.laas.web.json.DesignWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;

/** Pods made of pod descriptor files. */
@Path("/pods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PodImportResource {
    private static final int MAX_TEXT = 512 << 10;

    private final DesignService<Pod> pods;

    private final Admissions admissions;

    public PodImportResource(DesignService<Pod> pods, Admissions admissions) {
        this.admissions = admissions;
        this.pods = pods;
    }

    @POST
    @Path("import")
    @Needs({Right.BOOK, Right.MANAGE_LABS})
    @Summary(
            value =
                    "Makes a pod of a PDF, and of the IDF that belongs to it; a refusal lists in details.problems what is wrong on which line.",
            statuses = "201 it is there",
            body = ImportedPodJson.class,
            refusals = {
                "404 UNKNOWN_LAB",
                "404 UNKNOWN_PROJECT",
                "409 NAME_TAKEN",
                "409 QUOTA",
                "422 TOO_LARGE",
                "422 POLICY"
            })
    public Response importPdf(ImportPodJson body, @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        PdfFile.Result.Good read = read(body);
        Sharing sharing = DesignWire.sharing(body.sharing(), body.project());
        var made = Refusals.orThrow(pods.create(Fields.optional(body.lab(), LabId::new), read.pod(), sharing, caller));
        boolean closed = admissions.closed(caller, made.lab());
        return Created.of(new ImportedPodJson(DesignWire.pod(made, false, closed), sentences(read.notes())));
    }

    private static PdfFile.Result.Good read(ImportPodJson body) {
        PodId name = Fields.required("name", body.name(), PodId::new);
        PdfFile.Source pdf = new PdfFile.Source("pdf", bounded("pdf", Fields.required("pdf", body.pdf(), t -> t)));
        var idf = Fields.optional(body.idf(), t -> new PdfFile.Source("idf", bounded("idf", t)));
        PdfFile.Result result = PdfFile.read(name, pdf, idf, false);
        if (result instanceof PdfFile.Result.Good good) {
            return good;
        }
        List<String> problems = sentences(((PdfFile.Result.Bad) result).problems());
        String more = problems.size() == 1 ? "" : " (and %d more, see details)".formatted(problems.size() - 1);
        throw new ApiException(400, "INVALID", problems.get(0) + more, Map.of("problems", problems));
    }

    private static String bounded(String field, String text) {
        if (text.length() > MAX_TEXT) {
            throw ApiException.invalid(
                    "%s must be at most %d characters, was %d".formatted(field, MAX_TEXT, text.length()));
        }
        return text;
    }

    private static List<String> sentences(List<LabProblem> problems) {
        return problems.stream().map(LabProblem::toString).toList();
    }
}
