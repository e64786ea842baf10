package io.laas.jenkins.operation.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.engine.port.HostUnreachableException;
import io.laas.model.lab.Host;
import io.laas.model.operation.VpodPlan;
import io.laas.model.travel.PlanJson;
import io.laas.model.use.PodUse;
import io.laas.model.wire.WireJson;
import java.util.Optional;
import jenkins.security.MasterToSlaveCallable;

/** Asks what the machines of a vpod have counted, from where it arrives; question and answer travel as text. */
public final class UseCall extends MasterToSlaveCallable<String, RuntimeException> {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = WireJson.strict();

    private final Workshops workshops;
    private final String plan;

    public UseCall(Workshops workshops, VpodPlan plan) {
        this.workshops = workshops;
        this.plan = PlanJson.write(plan);
    }

    /** What came back: one of them. */
    private record Reply(Optional<PodUse> use, Optional<String> trouble) {}

    @Override
    public String call() {
        try {
            return write(new Reply(Optional.of(workshops.here().use(PlanJson.read(plan))), Optional.empty()));
        } catch (HostUnreachableException e) {
            String why =
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElseGet(e::getMessage);
            return write(new Reply(Optional.empty(), Optional.of(String.valueOf(why))));
        }
    }

    /**
     * Reads what it brought back.
     *
     * @throws HostUnreachableException if the host could not be asked
     */
    public static PodUse use(Host host, String answer) {
        try {
            Reply reply = JSON.readValue(answer, Reply.class);
            return reply.use()
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
            throw new IllegalStateException("what machines have counted has no text form", e);
        }
    }
}
