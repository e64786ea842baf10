package io.laas.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineView;
import io.laas.engine.remote.Claim;
import io.laas.engine.remote.ClaimedWork;
import io.laas.engine.remote.Held;
import io.laas.engine.remote.RemoteLab;
import io.laas.engine.remote.RemoteLabView;
import io.laas.engine.remote.WorkAnswer;
import io.laas.engine.remote.WorkerSession;
import io.laas.model.HostId;
import io.laas.model.Names;
import io.laas.model.OperationId;
import io.laas.model.lab.Accel;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import io.laas.model.travel.OutcomeJson;
import io.laas.model.use.PodUse;
import io.laas.model.wire.AnswerWorkJson;
import io.laas.model.wire.ClaimJson;
import io.laas.model.wire.EndWorkJson;
import io.laas.model.wire.HeartbeatJson;
import io.laas.model.wire.HeldJson;
import io.laas.model.wire.HostStateJson;
import io.laas.model.wire.MachineSeenJson;
import io.laas.model.wire.RemoteLabJson;
import io.laas.model.wire.ThingJson;
import io.laas.model.wire.WireJson;
import io.laas.model.wire.WorkJson;
import io.laas.model.wire.WorkReportJson;
import io.laas.web.error.ApiException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Between the wire and what workers of labs elsewhere say and hear. */
public final class WorkWire {
    private static final JsonMapper MAPPER = WireJson.strict();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int MAX_REPORTS = 100;
    private static final int MAX_THINGS = 10_000;
    private static final int MAX_MACHINES = 32;
    private static final int MAX_FACTS = 40;
    private static final int MAX_FACT = 200;
    private static final int MAX_CONSOLE = 64 << 10;
    private static final int MAX_HOSTS = 1000;
    private static final int MAX_MESSAGE = 500;

    private WorkWire() {}

    public static WorkJson json(ClaimedWork work) {
        try {
            return new WorkJson(
                    work.id(), work.claim(), (int) work.goodFor().toSeconds(), MAPPER.readValue(work.work(), OBJECT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("work " + work.id() + " is no JSON object", e);
        }
    }

    public static HeldJson json(Held held) {
        return new HeldJson(
                names(held.stop()), names(held.lost()), (int) held.goodFor().toSeconds());
    }

    private static List<String> names(List<OperationId> operations) {
        return operations.stream().map(OperationId::toString).toList();
    }

    public static RemoteLabJson json(RemoteLabView view) {
        RemoteLab lab = view.lab();
        return new RemoteLabJson(
                lab.id().value(),
                lab.user().value(),
                view.state().name(),
                lab.worker().isEmpty() ? null : lab.worker(),
                lab.publishedAt().orElse(null),
                lab.seenAt().orElse(null),
                view.waiting(),
                view.running(),
                view.trouble().orElse(null));
    }

    /** Returns the session that a worker introduces itself with. */
    public static WorkerSession session(String session, String worker, List<ClaimJson> running) {
        List<Claim> claims = all("running", running, Integer.MAX_VALUE).stream()
                .map(c -> claim(c.id(), c.claim()))
                .toList();
        return new WorkerSession(session, worker, claims);
    }

    public static Claim claim(String id, long number) {
        return new Claim(OperationId.parse(Fields.required("id", id)), number);
    }

    public static List<TaskReport> reports(WorkReportJson json) {
        List<TaskReport> reports = all("tasks", json.tasks(), MAX_REPORTS);
        if (reports.isEmpty()) {
            throw ApiException.invalid("tasks must name at least one task");
        }
        return reports;
    }

    public static OperationOutcome outcome(EndWorkJson json) {
        try {
            return OutcomeJson.read(MAPPER.writeValueAsString(Fields.required("outcome", json.outcome())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written", e);
        }
    }

    public static WorkAnswer answer(AnswerWorkJson json) {
        return new WorkAnswer(
                all("things", json.things(), MAX_THINGS).stream()
                        .map(WorkWire::thing)
                        .toList(),
                all("files", json.files(), MAX_THINGS),
                images(json.images()),
                Optional.ofNullable(json.machine()).map(WorkWire::machine),
                Optional.ofNullable(json.uses()).map(uses -> new PodUse(all("uses", uses, MAX_MACHINES))));
    }

    /** What guests and their consoles say is text of strangers, and no longer than the controller's own hosts would tell. */
    private static MachineView machine(MachineSeenJson json) {
        String console = Optional.ofNullable(json.console()).orElse("");
        if (console.length() > MAX_CONSOLE) {
            throw ApiException.invalid("machine.console must be at most %d characters".formatted(MAX_CONSOLE));
        }
        return new MachineView(
                Fields.required("machine.state", json.state(), s -> Fields.oneOf("machine.state", Seen.class, s))
                        .name(),
                json.agent(),
                Optional.ofNullable(json.ssh()),
                all("machine.facts", json.facts(), MAX_FACTS).stream()
                        .map(fact -> Names.clean(fact, MAX_FACT))
                        .toList(),
                console,
                json.consoleNext());
    }

    private enum Seen {
        ABSENT,
        OFF,
        PAUSED,
        RUNNING,
        CRASHED
    }

    private static ImageStock images(ImageStock json) {
        if (json == null) {
            return ImageStock.NONE;
        }
        all("images.known", json.known(), MAX_THINGS);
        all("images.unused", json.unused(), MAX_THINGS);
        all("images.removed", json.removed(), MAX_THINGS);
        return json;
    }

    private static HostedThing thing(ThingJson json) {
        return new HostedThing(
                Fields.required("things.resource", json.resource()),
                Fields.required("things.name", json.name()),
                Fields.required("things.owner", json.owner()));
    }

    public static Optional<String> trouble(HeartbeatJson json) {
        return Optional.ofNullable(json.trouble())
                .map(text -> Names.clean(text, MAX_MESSAGE))
                .filter(text -> !text.isEmpty());
    }

    public static Map<HostId, HostStatus> statuses(List<HostStateJson> hosts) {
        Map<HostId, HostStatus> statuses = new HashMap<>();
        all("hosts", hosts, MAX_HOSTS)
                .forEach(h -> statuses.put(Fields.required("hosts.host", h.host(), HostId::new), status(h)));
        return statuses;
    }

    private static HostStatus status(HostStateJson json) {
        return new HostStatus(
                Fields.required(
                        "hosts.state", json.state(), s -> Fields.oneOf("hosts.state", HostStatus.State.class, s)),
                Fields.optional(json.accel(), a -> Fields.oneOf("hosts.accel", Accel.class, a))
                        .orElse(Accel.AUTO),
                Names.clean(json.message(), MAX_MESSAGE));
    }

    private static <T> List<T> all(String field, List<T> values, int most) {
        List<T> given = Optional.ofNullable(values).orElse(List.of());
        if (given.size() > most || given.stream().anyMatch(Objects::isNull)) {
            throw ApiException.invalid("%s must be at most %d entries, none of them null".formatted(field, most));
        }
        return given;
    }
}
