package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.laas.model.SshKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key pair and the real ssh client that uses it and nothing else. */
record SshLogin(Path privateKey, SshKey key) {
    private static final String BOOT = "cat /proc/sys/kernel/random/boot_id";
    private static final String USER = "laas";

    private record Ended(int exitCode, String output) {}

    static SshLogin generate(Path file) {
        Ended ended =
                start(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString()));
        assertThat(ended.exitCode()).isZero();
        try {
            return new SshLogin(file, new SshKey(Files.readString(Path.of(file + ".pub"))));
        } catch (IOException e) {
            return fail("ssh-keygen wrote no public key", e);
        }
    }

    /** Runs a command and returns what it printed, without the last line end. */
    String run(String address, String command) {
        return runAs(USER, address, command);
    }

    String runAs(String user, String address, String command) {
        Ended ended = ssh(user, address, command);
        assertThat(ended.exitCode()).as("%s: %s", command, ended.output()).isZero();
        return ended.output().strip();
    }

    /** Restarts the machine from inside and waits until it has booted again and lets one in. */
    void reboot(String user, String address, String command) {
        String before = runAs(user, address, BOOT);
        runAs(user, address, "setsid sh -c 'sleep 1; %s' </dev/null >/dev/null 2>&1 &".formatted(command));
        await().atMost(Duration.ofMinutes(10))
                .pollDelay(Duration.ZERO)
                .untilAsserted(
                        () -> assertThat(runAs(user, address, BOOT)).hasSize(36).isNotEqualTo(before));
    }

    /** Logs in and stays. */
    Session open(String address) {
        try {
            Process ssh = new ProcessBuilder(line(USER, address, "echo in; cat"))
                    .redirectErrorStream(true)
                    .start();
            return new Session(ssh);
        } catch (IOException e) {
            return fail("ssh cannot be started", e);
        }
    }

    /** Somebody who is logged in until it is closed. */
    record Session(Process ssh) implements AutoCloseable {
        boolean isOpen() {
            return ssh.isAlive();
        }

        @Override
        public void close() {
            ssh.destroy();
            ssh.onExit().join();
        }
    }

    boolean isRefused(String address) {
        return isRefused(USER, address);
    }

    boolean isRefused(String user, String address) {
        Ended ended = ssh(user, address, "true");
        return ended.exitCode() == 255 && ended.output().contains("Permission denied");
    }

    private Ended ssh(String user, String address, String command) {
        return start(line(user, address, command));
    }

    private List<String> line(String user, String address, String command) {
        List<String> line = new ArrayList<>(List.of("ssh", "-F", "none", "-i", privateKey.toString()));
        for (String option : List.of(
                "BatchMode=yes",
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "StrictHostKeyChecking=no",
                "UserKnownHostsFile=/dev/null",
                "GlobalKnownHostsFile=/dev/null",
                "LogLevel=ERROR",
                "ConnectTimeout=10",
                "ServerAliveInterval=10",
                "ServerAliveCountMax=5")) {
            line.addAll(List.of("-o", option));
        }
        line.addAll(List.of(user + "@" + address, command));
        return line;
    }

    private static Ended start(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            return fail(command.get(0) + " could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        }
    }
}
