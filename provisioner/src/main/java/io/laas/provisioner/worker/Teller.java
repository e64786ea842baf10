package io.laas.provisioner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import io.laas.model.travel.OutcomeJson;
import io.laas.model.wire.EndWorkJson;
import io.laas.model.wire.WireJson;
import io.laas.model.wire.WorkReportJson;
import io.laas.model.wire.WorkStateJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the controller of runs. What cannot be told now is kept by the run. */
final class Teller {
    private static final JsonMapper JSON = WireJson.strict();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Controller controller;

    Teller(Controller controller) {
        this.controller = controller;
    }

    /**
     * Tells what there is to tell of a run.
     *
     * @return whether its end was told, or its claim is lost, so that nothing is left to tell
     * @throws IOException if the controller could not be told; to be tried again
     */
    boolean tell(Run run) throws IOException, InterruptedException {
        try {
            tasks(run);
            return end(run);
        } catch (ControllerRefusal e) {
            run.lose();
            return true;
        }
    }

    private void tasks(Run run) throws IOException, InterruptedException, ControllerRefusal {
        List<TaskReport> reports = run.take();
        if (reports.isEmpty() || run.isLost()) {
            return;
        }
        try {
            WorkReportJson body = new WorkReportJson(run.claim().claim(), reports);
            if (post(run, "report", body).stop()) {
                run.stop();
            }
        } catch (IOException e) {
            run.putBack(reports);
            throw e;
        }
    }

    private boolean end(Run run) throws IOException, InterruptedException, ControllerRefusal {
        Optional<OperationOutcome> outcome = run.end();
        if (outcome.isEmpty()) {
            return run.isLost();
        }
        try {
            post(run, "finish", new EndWorkJson(run.claim().claim(), object(outcome.get())));
            return true;
        } catch (ControllerRefusal e) {
            boolean another = !e.meansLost() && run.failInstead(refused(e));
            if (another) {
                return end(run);
            }
            throw e;
        }
    }

    private static OperationOutcome.Failed refused(ControllerRefusal e) {
        return new OperationOutcome.Failed(
                "report", "The controller does not take what the worker told of the end: " + e.getMessage(), "");
    }

    private WorkStateJson post(Run run, String what, Object body)
            throws IOException, InterruptedException, ControllerRefusal {
        return controller.post("/lab/work/" + run.claim().id() + "/" + what, body, WorkStateJson.class);
    }

    private static Map<String, Object> object(OperationOutcome outcome) {
        try {
            return JSON.readValue(OutcomeJson.write(outcome), OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome is no JSON object", e);
        }
    }
}
