package io.laas.jenkins.operation.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.model.lab.Host;
import io.laas.model.operation.VpodPlan;
import io.laas.model.travel.PlanJson;
import io.laas.model.wire.WireJson;
import java.util.Optional;
import jenkins.security.MasterToSlaveCallable;

/** Looks at a machine from where it arrives; question and answer travel as text. */
public final class LookCall extends MasterToSlaveCallable<String, RuntimeException> {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = WireJson.strict();

    private final Workshops workshops;
    private final String plan;
    private final String machine;
    private final boolean facts;
    private final long consoleFrom;

    public LookCall(Workshops workshops, VpodPlan plan, String machine, MachineLook look) {
        this.workshops = workshops;
        this.plan = PlanJson.write(plan);
        this.machine = machine;
        this.facts = look.facts();
        this.consoleFrom = look.consoleFrom();
    }

    /** What came back: one of them. */
    private record Reply(Optional<MachineView> view, Optional<String> trouble) {}

    @Override
    public String call() {
        try {
            MachineView view = workshops.here().look(PlanJson.read(plan), machine, new MachineLook(facts, consoleFrom));
            return write(new Reply(Optional.of(view), Optional.empty()));
        } catch (HostUnreachableException e) {
            return write(new Reply(
                    Optional.empty(),
                    Optional.of(String.valueOf(Optional.ofNullable(e.getCause())
                            .map(Throwable::getMessage)
                            .orElseGet(e::getMessage)))));
        }
    }

    /**
     * Reads what it brought back.
     *
     * @throws HostUnreachableException if the host could not be asked
     */
    public static MachineView view(Host host, String answer) {
        try {
            Reply reply = JSON.readValue(answer, Reply.class);
            return reply.view()
                    .orElseThrow(() -> new HostUnreachableException(
                            host.id(), reply.trouble().orElse("no reason is known"), null));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Controller and agent do not understand each other (%s); restart the agent so that it has the same version"
                            .formatted(e.getOriginalMessage()),
                    e);
        }
    }

    private static String write(Reply reply) {
        try {
            return JSON.writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the view of a machine has no text form", e);
        }
    }
}
