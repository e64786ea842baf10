package io.laas.provisioner.guest;

import io.laas.model.Names;
import io.laas.model.SshKey;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One running machine seen through its agent. The scripts are plain POSIX shell, so that they run on a busybox guest as well
 * as on any cloud image; values travel as arguments or input, never inside a script. What a guest says is data.
 */
public final class Guest {
    /** The name under which the script of {@link #proof} runs. */
    public static final String PROOF = "laas-proof";

    /** The name under which the script of {@link #mark} runs. */
    public static final String MARK = "laas-mark";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MAX_WORDS = 300;
    private static final int UNFINISHED = 4;

    private final Hypervisor hypervisor;
    private final String domain;
    private final String name;

    /**
     * @param domain its name on the host
     * @param name its name in the pod, for messages
     */
    public Guest(Hypervisor hypervisor, String domain, String name) {
        this.hypervisor = hypervisor;
        this.domain = domain;
        this.name = name;
    }

    /** Which boot this is, and which marks of {@link #mark} are there. */
    public record Proof(String bootId, List<String> marks) {}

    public Proof proof() {
        List<String> lines = run(GuestScript.PROOF, List.of(), "").lines().toList();
        if (lines.isEmpty()) {
            throw new HypervisorException(Reason.AGENT, "machine %s does not tell its boot identity".formatted(name));
        }
        return new Proof(Names.clean(lines.get(0), MAX_WORDS), lines.subList(1, lines.size()));
    }

    /** Leaves a mark in memory and one on the disk that a return to an earlier state takes away. */
    public void mark() {
        run(GuestScript.MARK, List.of(), "");
    }

    /** Returns what the guest tells of itself: its name, its system, its kernel, since when it runs, its addresses. */
    public List<String> facts() {
        return run(GuestScript.FACTS, List.of(), "").lines().toList();
    }

    /**
     * Returns how many are logged in: those whom the guest lists, and open connections to its ssh server, which may be the same.
     * A guest that says no number counts as one where nobody is.
     */
    public int logins() {
        String said = run(GuestScript.LOGINS, List.of(), "").strip();
        return said.matches("\\d{1,6}") ? Integer.parseInt(said) : 0;
    }

    public void setTime(Instant now) {
        hypervisor.setGuestTime(domain, now);
    }

    /** Makes the keys the only ones that may log in to the account (and to root where the image lets root in). */
    public void setKeys(String user, List<SshKey> keys) {
        String lines = keys.stream().map(k -> k.line() + "\n").collect(Collectors.joining());
        run(GuestScript.KEYS, List.of(user), lines);
    }

    /** Puts a file that everybody may read, instead of one of the same path. */
    public void put(String path, String content) {
        run(GuestScript.PUT, List.of(path), content);
    }

    /** Mounts the ISOs that are attached, in this order, and serves them over HTTP, now and after each boot. */
    public void shareIsos(List<String> names) {
        run(GuestScript.SHARE, IsoShare.arguments(names), IsoShare.SCRIPT);
    }

    /** Takes files away that may be there. */
    public void drop(List<String> paths) {
        run(GuestScript.DROP, paths, "");
    }

    /**
     * Waits inside the guest until it has the addresses and cloud-init is done.
     *
     * @param seconds how long at most, 1 … 20
     * @return what is still missing; empty when nothing is
     */
    public String settle(Collection<String> addresses, int seconds) {
        GuestResult result =
                execute(GuestScript.SETTLE, List.of(Integer.toString(seconds)), String.join("\n", addresses) + "\n");
        if (result.exitCode() == UNFINISHED) {
            return Names.clean(result.output(), MAX_WORDS);
        }
        check(GuestScript.SETTLE, result);
        return "";
    }

    private String run(GuestScript script, List<String> arguments, String input) {
        GuestResult result = execute(script, arguments, input);
        check(script, result);
        return result.output();
    }

    private GuestResult execute(GuestScript script, List<String> arguments, String input) {
        return hypervisor.execute(domain, script.argv(arguments), input.getBytes(StandardCharsets.UTF_8), SOON);
    }

    private void check(GuestScript script, GuestResult result) {
        if (result.exitCode() != 0) {
            String said = Names.clean(result.error().isBlank() ? result.output() : result.error(), MAX_WORDS);
            throw new HypervisorException(
                    Reason.OTHER,
                    "machine %s: %s failed with exit code %d: %s"
                            .formatted(name, script.title(), result.exitCode(), said));
        }
    }
}
