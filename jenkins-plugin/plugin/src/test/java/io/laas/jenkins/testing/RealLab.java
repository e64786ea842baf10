package io.laas.jenkins.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A lab on this machine, its host next to the agents labelled {@code kvm}, with a pod {@code small} of real machines. */
public final class RealLab implements AutoCloseable {
    private static final String URI = "qemu:///system";
    private static final String TEMPLATE = """
            lab: {name: agent-test, title: Agent test, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: local, uri: '%1$s', accel: auto, cores: 16, memory: 8G, disk: 1T, storage: '%2$s', addresses: 10.85.0.0/16, agent-label: kvm}
            images:
              - name: laas-guest
                file: '%3$s/laas-guest.qcow2'
                sha256: '%4$s'
                os: debian-12
                user: laas
                boot: {kernel: '%3$s/laas-guest.vmlinuz', initrd: '%3$s/laas-guest.initrd', command-line: '%5$s'}
            pods:
              - name: small
                networks:
                  - {name: admin, addressing: dhcp}
                  - {name: mgmt, addressing: static}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 128M, disk: 10G, networks: [admin, mgmt]}
                  - {name: node, count: 1, role: node, cores: 1, memory: 128M, disk: 10G, networks: [admin, mgmt]}
            configs:
              - {name: plain, image: laas-guest}
            policy: {cleaning: 1m, max-active: 100, max-future: 100}
            """;

    private static final String DEBIAN = """
            lab: {name: agent-test, title: Agent test, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: local, uri: '%1$s', accel: auto, cores: 16, memory: 8G, disk: 1T, storage: '%2$s', addresses: 10.85.0.0/16, agent-label: kvm, boot-limit: 20m}
            images:
              - {name: debian, file: '%3$s', os: debian-12, user: laas}
            pods:
              - name: small
                networks:
                  - {name: admin, addressing: dhcp}
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 1G, disk: 10G, networks: [admin]}
            configs:
              - {name: plain, image: debian}
            policy: {cleaning: 1m, max-active: 100, max-future: 100}
            """;

    private static final String OURS = """
            export LIBVIRT_DEFAULT_URI=%s
            for d in $(virsh list --all --name | grep '^laas-'); do
              virsh dumpxml "$d" 2>/dev/null | grep -q agent-test && echo "domain $d"
            done
            for n in $(virsh net-list --all --name | grep '^laas-'); do
              virsh net-dumpxml "$n" 2>/dev/null | grep -q agent-test && echo "network $n"
            done
            ls "$1" 2>/dev/null | grep -E '^(laas|snap)-.*\\.'
            true
            """.formatted(URI);

    private static final String CLEAR = """
            export LIBVIRT_DEFAULT_URI=%s
            for d in $(virsh list --all --name | grep '^laas-'); do
              if virsh dumpxml "$d" | grep -q agent-test; then
                virsh destroy "$d"; virsh undefine "$d" --snapshots-metadata --managed-save
              fi
            done
            for n in $(virsh net-list --all --name | grep '^laas-'); do
              if virsh net-dumpxml "$n" | grep -q agent-test; then virsh net-destroy "$n"; virsh net-undefine "$n"; fi
            done
            for p in $(virsh pool-list --all --name); do
              if virsh pool-dumpxml "$p" | grep -qF "<path>$1</path>"; then virsh pool-destroy "$p"; virsh pool-undefine "$p"; fi
            done
            rm -rf "$1"
            """.formatted(URI);

    private final String text;
    private final String storage;

    private RealLab(String text, String storage) {
        this.text = text;
        this.storage = storage;
    }

    /** A pod of a jump host and a node with the small guest. */
    public static RealLab create() throws IOException {
        String guest = System.getenv("LAAS_GUEST_DIR");
        Assumptions.assumeTrue(
                guest != null && Files.exists(Path.of(guest, "laas-guest.qcow2")),
                "needs a guest image: LAAS_GUEST_DIR must name the directory made by build-guest.sh");
        Path dir = Path.of(guest);
        String storage = newStorage();
        String checksum =
                Files.readString(dir.resolve("laas-guest.qcow2.sha256")).split("\\s")[0];
        String commandLine = Files.readString(dir.resolve("laas-guest.cmdline")).strip();
        return new RealLab(TEMPLATE.formatted(URI, storage, guest, checksum, commandLine), storage);
    }

    /** A pod of one machine with a whole Debian that has Java, which takes minutes to boot where processors are emulated. */
    public static RealLab withJava() {
        String image = System.getenv("LAAS_DEBIAN_JAVA_IMAGE");
        Assumptions.assumeTrue(
                image != null,
                "no Debian with Java: set LAAS_DEBIAN_JAVA_IMAGE to what build-cloud-image.sh --with openjdk-17-jre-headless,procps made");
        String storage = newStorage();
        return new RealLab(DEBIAN.formatted(URI, storage, image), storage);
    }

    /** QEMU's own user must be able to walk there, so it cannot be below the test's private directory. */
    private static String newStorage() {
        return "/var/lib/laas/test-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public String text() {
        return text;
    }

    /** Names what this lab has on the host, asked past the product. */
    public List<String> onHost() {
        return shell(OURS).lines().filter(line -> !line.isBlank()).toList();
    }

    @Override
    public void close() {
        shell(CLEAR);
    }

    private String shell(String script) {
        try {
            Process process = new ProcessBuilder("sh", "-c", script, "sh", storage)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run a shell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
