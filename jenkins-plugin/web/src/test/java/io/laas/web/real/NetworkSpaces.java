package io.laas.web.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Network namespaces, each with a cable of its own to this machine that can be pulled. */
final class NetworkSpaces implements AutoCloseable {
    private static final String NET = "10.213.";

    private final String tag = Long.toString(ProcessHandle.current().pid() % 10_000);
    private final List<String> spaces = new ArrayList<>();

    /** One namespace; {@code number} is the third byte of its addresses. */
    record Space(String name, String cable, String here) {
        String[] around() {
            return new String[] {"ip", "netns", "exec", name};
        }
    }

    /** Makes a namespace, or skips the test where there can be none. */
    Space add(int number) {
        String name = "laas-t" + tag + "-" + number;
        String cable = "laas" + tag + number + "a";
        String there = "laas" + tag + number + "b";
        Assumptions.assumeTrue(
                run("ip", "netns", "add", name),
                "needs network namespaces (ip netns add), which are not to be had here");
        spaces.add(name);
        Assumptions.assumeTrue(
                run("ip", "link", "add", cable, "type", "veth", "peer", "name", there, "netns", name),
                "needs virtual cables (ip link add … type veth), which are not to be had here");
        must("ip", "addr", "add", NET + number + ".1/24", "dev", cable);
        must("ip", "link", "set", cable, "up");
        must("ip", "-n", name, "addr", "add", NET + number + ".2/24", "dev", there);
        must("ip", "-n", name, "link", "set", there, "up");
        must("ip", "-n", name, "link", "set", "lo", "up");
        return new Space(name, cable, NET + number + ".1");
    }

    void pull(Space space) {
        must("ip", "link", "set", space.cable(), "down");
    }

    void plug(Space space) {
        must("ip", "link", "set", space.cable(), "up");
    }

    private static void must(String... command) {
        if (!run(command)) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
    }

    private static boolean run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0 && !output.contains("rror");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    /** Takes all of them away, and their cables with them. */
    @Override
    public void close() {
        spaces.forEach(name -> run("ip", "netns", "del", name));
    }
}
