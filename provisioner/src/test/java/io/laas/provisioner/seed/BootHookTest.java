package io.laas.provisioner.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boot hook with a directory for the machine's root, and a systemctl and an nmcli that write down what they are told. */
class BootHookTest {
    private static final String UNIT = "etc/systemd/system/laas-guest-agent.service";
    private static final String LATER = "etc/systemd/system/qemu-guest-agent.service.d/laas.conf";

    @TempDir
    private Path root;

    @BeforeEach
    void anImage() throws IOException {
        Files.createDirectories(root.resolve("run/systemd/system"));
        Files.createDirectories(root.resolve("etc/systemd/system"));
        program("usr/bin/python3", "");
        for (String tool : List.of("systemctl", "nmcli")) {
            program("bin/" + tool, "echo %s \"$@\" >>'%s'".formatted(tool, root.resolve("told")));
        }
    }

    private void program(String path, String text) throws IOException {
        put(path, "#!/bin/sh\n" + text + "\n");
        assertThat(root.resolve(path).toFile().setExecutable(true)).isTrue();
    }

    private void put(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Boots once; returns what systemctl and nmcli were told. */
    private List<String> boot() throws Exception {
        String hook = VendorData.text().replaceAll("(?<![\\w/-])/(etc|usr|run)/", root + "/$1/");
        Files.deleteIfExists(root.resolve("told"));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-s").redirectErrorStream(true);
        builder.environment().merge("PATH", root.resolve("bin").toString(), (old, ours) -> ours + ":" + old);
        Process process = builder.start();
        process.getOutputStream().write(hook.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.exists(root.resolve("told")) ? Files.readAllLines(root.resolve("told")) : List.of();
    }

    private String unit() throws IOException {
        return Files.readString(root.resolve(UNIT));
    }

    @Test
    void anImageWithoutAnAgentGetsOneAndKeepsIt() throws Exception {
        assertThat(boot())
                .containsExactly(
                        "systemctl daemon-reload",
                        "systemctl enable laas-guest-agent.service",
                        "systemctl restart --no-block laas-guest-agent.service");
        assertThat(unit()).contains("ConditionPathExists=!", "After=local-fs.target\n");
        assertThat(root.resolve("usr/local/lib/laas/guest-agent")).content().contains("guest-fsfreeze-freeze");
        assertThat(root.resolve(LATER)).as("one that is installed now waits").exists();

        assertThat(boot()).as("nothing is new").isEmpty();
        put("usr/local/lib/laas/guest-agent", "an older one");
        assertThat(boot()).contains("systemctl restart --no-block laas-guest-agent.service");
    }

    @Test
    void anAgentThatMayRunProgramsIsLeftAlone() throws Exception {
        put("usr/sbin/qemu-ga", "");
        put("etc/qemu/qemu-ga.conf", "[general]\nverbose=1\n");
        assertThat(boot()).isEmpty();
        assertThat(root.resolve(UNIT)).doesNotExist();
    }

    @Test
    void oneThatMayNotIsReplacedUntilItMay() throws Exception {
        put("usr/bin/qemu-ga", "");
        put("etc/sysconfig/qemu-ga", "FILTER_RPC_ARGS=\"--allow-rpcs=guest-ping\"\n");
        assertThat(boot())
                .startsWith("systemctl mask --now qemu-guest-agent.service")
                .endsWith("systemctl restart --no-block laas-guest-agent.service");
        assertThat(unit()).doesNotContain("ConditionPathExists");
        assertThat(root.resolve(LATER)).doesNotExist();

        Files.delete(root.resolve("etc/sysconfig/qemu-ga"));
        assertThat(boot())
                .containsExactly(
                        "systemctl disable laas-guest-agent.service",
                        "systemctl unmask qemu-guest-agent.service",
                        "systemctl daemon-reload",
                        "systemctl stop --no-block laas-guest-agent.service",
                        "systemctl start --no-block qemu-guest-agent.service");
        assertThat(root.resolve(UNIT)).doesNotExist();
    }

    @Test
    void settingsThatSayWhatAnAgentMayDoLimitIt() throws Exception {
        put("usr/sbin/qemu-ga", "");
        put("etc/qemu/qemu-ga.conf", "[general]\nblock-rpcs = guest-exec\n");
        assertThat(boot()).contains("systemctl mask --now qemu-guest-agent.service");
    }

    @Test
    void cardsWithoutAddressesAskForNone() throws Exception {
        String connections = "etc/NetworkManager/system-connections/";
        String card = "[connection]\nid=cloud-init eth2\n\n[ethernet]\nmac-address=52:54:00:00:00:03\n";
        put(connections + "cloud-init-eth1.nmconnection", card.replace("eth2", "eth1") + "\n[ipv4]\nmethod=manual\n");
        put(connections + "cloud-init-eth2.nmconnection", card);
        String file = root.resolve(connections + "cloud-init-eth2.nmconnection").toString();
        assertThat(boot())
                .contains("nmcli connection load " + file, "nmcli --wait 0 connection up id cloud-init eth2")
                .noneMatch(told -> told.contains("eth1"));
        assertThat(Files.readString(Path.of(file)))
                .isEqualTo(card + "\n[ipv4]\nmethod=disabled\n\n[ipv6]\nmethod=link-local\n");

        assertThat(boot()).as("once").isEmpty();
    }

    @Test
    void anImageWithoutPythonIsLeftAsItIs() throws Exception {
        Files.delete(root.resolve("usr/bin/python3"));
        assertThat(boot()).isEmpty();
        assertThat(root.resolve(UNIT)).doesNotExist();
    }
}
