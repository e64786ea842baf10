package io.laas.provisioner.check;

import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a guest, through its agent, which addresses answer it. */
public final class PeerProbe {
    /** The script's own name ({@code $0}). */
    public static final String NAME = "laas-peers";

    private static final int CANNOT = 3;
    private static final Duration SPARE = Duration.ofSeconds(15);

    /** All addresses side by side; prints those that stay silent. An own address answers when it is configured. */
    private static final String SCRIPT = """
            command -v ping >/dev/null 2>&1 || exit 3
            again() {
              tries=$2
              until ping -c 1 -W 1 "$1" >/dev/null 2>&1; do
                tries=$((tries - 1))
                [ "$tries" -gt 0 ] || { echo "$1"; return; }
                sleep 0.2 2>/dev/null || sleep 1
              done
            }
            started=
            while read -r address; do
              ping -c 1 -W 1 "$address" >/dev/null 2>&1 &
              started="$started $address:$!"
            done
            for pair in $started; do
              if ! wait "${pair#*:}"; then again "${pair%:*}" "$1" & fi
            done
            wait
            """;

    private static final Duration SOON = Duration.ofSeconds(20);

    /** A listening socket (state 0A) on port 22 (0016). */
    private static final List<String> SSH_LISTENS = List.of(
            "/bin/sh", "-c", "cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q ':0016 .* 0A '", "laas-ssh");

    private PeerProbe() {}

    /** Returns whether the guest has an SSH server. */
    public static boolean sshListens(Hypervisor hypervisor, String domain) {
        return hypervisor.execute(domain, SSH_LISTENS, new byte[0], SOON).exitCode() == 0;
    }

    /**
     * Returns those of the addresses that did not answer the guest.
     *
     * @param tries seconds to go on asking, roughly
     * @throws HypervisorException if the guest cannot be asked
     */
    public static Set<String> silent(Hypervisor hypervisor, String domain, Collection<String> addresses, int tries) {
        byte[] input = (String.join("\n", addresses) + "\n").getBytes(StandardCharsets.UTF_8);
        List<String> argv = List.of("/bin/sh", "-c", SCRIPT, NAME, Integer.toString(tries));
        GuestResult result = hypervisor.execute(domain, argv, input, SPARE.plusSeconds(3L * tries));
        if (result.exitCode() == CANNOT) {
            throw new HypervisorException(
                    Reason.AGENT, "machine %s has no ping, so its networks cannot be checked".formatted(domain));
        }
        return result.output()
                .lines()
                .map(String::strip)
                .filter(addresses::contains)
                .collect(Collectors.toSet());
    }
}
