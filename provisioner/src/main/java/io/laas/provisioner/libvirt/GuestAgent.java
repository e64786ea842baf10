package io.laas.provisioner.libvirt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Talks to the QEMU guest agents in the machines. Thread-safe. */
final class GuestAgent implements Agent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 5;
    private static final int MAX_OUTPUT = 64 << 10;
    private static final int SIGNAL_BASE = 128;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LAST_PAUSE_MILLIS = 200;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private final Domains domains;
    private final AgentEvents events;

    GuestAgent(Domains domains, AgentEvents events) {
        this.domains = domains;
        this.events = events;
    }

    @Override
    public boolean answers(String domain) {
        return asked(domain, command("guest-info"), e -> silent(e) || refused(e))
                .filter(GuestAgent::runsPrograms)
                .isPresent();
    }

    /**
     * Returns what the agent says; nothing where there is no machine, or no agent that says something.
     *
     * @param none tells which failures mean that there is no agent
     */
    private Optional<String> asked(String domain, ObjectNode command, Predicate<LibvirtException> none) {
        return domains.ifPresent("asking the agent of machine " + domain, domain, (d, c) -> {
                    try {
                        return Optional.of(d.qemuAgentCommand(command.toString(), ANSWER_SECONDS, 0));
                    } catch (LibvirtException e) {
                        if (none.test(e)) {
                            return Optional.<String>empty();
                        }
                        throw e;
                    }
                })
                .orElse(Optional.empty());
    }

    /**
     * Agents of some distributions answer, but may not be asked to run programs, and are of no use then.
     *
     * @param information answer to {@code guest-info}
     */
    static boolean runsPrograms(String information) {
        try {
            for (JsonNode command : JSON.readTree(information).at("/return/supported_commands")) {
                if (command.path("name").asText().equals("guest-exec")) {
                    return command.path("enabled").asBoolean();
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** An agent's own refusal comes as this. */
    private static boolean refused(LibvirtException e) {
        return LibvirtErrors.is(e, ErrorNumber.VIR_ERR_INTERNAL_ERROR);
    }

    private static boolean silent(LibvirtException e) {
        return LibvirtErrors.is(e, ErrorNumber.VIR_ERR_AGENT_UNRESPONSIVE)
                || LibvirtErrors.is(e, ErrorNumber.VIR_ERR_AGENT_UNSYNCED)
                || LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID)
                || LibvirtErrors.is(e, ErrorNumber.VIR_ERR_ARGUMENT_UNSUPPORTED)
                || LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_SUPPORT);
    }

    @Override
    public boolean await(String domain, Duration timeout, CancelSignal cancel) {
        long deadline = System.nanoTime() + timeout.toNanos();
        events.listen();
        while (!cancel.isCancelled()) {
            long seen = events.count();
            if (answers(domain)) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            events.await(seen, Duration.ofNanos(left));
        }
        return false;
    }

    @Override
    public GuestResult execute(String domain, List<String> argv, byte[] input, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        ObjectNode start = command("guest-exec");
        ObjectNode arguments = start.putObject("arguments");
        arguments.put("path", argv.get(0)).put("capture-output", true);
        argv.stream().skip(1).forEach(arguments.putArray("arg")::add);
        if (input.length > 0) {
            arguments.put("input-data", Base64.getEncoder().encodeToString(input));
        }
        ObjectNode ask = command("guest-exec-status");
        ask.putObject("arguments").put("pid", send(domain, start).path("pid").asLong());
        long pause = FIRST_PAUSE_MILLIS;
        for (JsonNode status = send(domain, ask); ; status = send(domain, ask)) {
            if (status.path("exited").asBoolean()) {
                return result(status);
            }
            if (System.nanoTime() > deadline) {
                throw new HypervisorException(
                        Reason.AGENT,
                        "Program %s in machine %s did not end within %d s"
                                .formatted(argv.get(0), domain, timeout.toSeconds()));
            }
            Pause.millis(pause);
            pause = Math.min(LAST_PAUSE_MILLIS, pause * 2);
        }
    }

    private static GuestResult result(JsonNode status) {
        int exit = status.has("signal")
                ? SIGNAL_BASE + status.path("signal").asInt()
                : status.path("exitcode").asInt();
        return new GuestResult(exit, text(status.path("out-data")), text(status.path("err-data")));
    }

    private static String text(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asText(""));
        return new String(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_OUTPUT)), StandardCharsets.UTF_8);
    }

    @Override
    public void setTime(String domain, Instant time) {
        ObjectNode command = command("guest-set-time");
        command.putObject("arguments").put("time", time.getEpochSecond() * NANOS_PER_SECOND + time.getNano());
        send(domain, command);
    }

    @Override
    public void freeze(String domain) {
        send(domain, command("guest-fsfreeze-freeze"));
    }

    @Override
    public void thaw(String domain) {
        // not by what it may do, which is nothing else while it is frozen
        if (asked(domain, command("guest-ping"), GuestAgent::silent).isPresent()
                && send(domain, command("guest-fsfreeze-status")).asText().equals("frozen")) {
            send(domain, command("guest-fsfreeze-thaw"));
        }
    }

    private JsonNode send(String domain, ObjectNode command) {
        String answer = domains.once(
                "telling the agent of machine " + domain + " to "
                        + command.path("execute").asText(),
                domain,
                (d, c) -> d.qemuAgentCommand(command.toString(), ANSWER_SECONDS, 0));
        try {
            return JSON.readTree(answer).path("return");
        } catch (JsonProcessingException e) {
            throw new HypervisorException(
                    Reason.AGENT, "The agent of machine " + domain + " gave an answer that cannot be read", e);
        }
    }

    private static ObjectNode command(String name) {
        return JSON.createObjectNode().put("execute", name);
    }
}
