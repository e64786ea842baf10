package io.laas.web.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A lab on this machine with a pod of two small machines on two networks, in a storage directory of its own. */
final class SmallLab implements AutoCloseable {
    private static final String URI = "qemu:///system";
    private static final String TEMPLATE = """
            lab: {name: '%9$s', title: Kill test, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: local, uri: '%1$s', accel: auto, %6$s, disk: 1T, storage: '%2$s', addresses: 10.83.0.0/16}
            images:
              - name: laas-guest
                file: '%3$s/laas-guest.qcow2'
                sha256: '%4$s'
                os: debian-12
                user: laas
                boot: {kernel: '%3$s/laas-guest.vmlinuz', initrd: '%8$s', command-line: '%5$s'}
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
              - {name: equipped, image: laas-guest, installer: equipment}
            policy: {cleaning: 1m, max-active: 100, max-future: 100}
            %7$s
            """;
    private static final String ROOMY = "cores: 16, memory: 8G";
    private static final String ROOM_FOR_ONE = "cores: 2, memory: 256M";
    private static final String ONE_VPOD = "vpods: [{name: standing, host: local, pod: small, config: plain}]";

    /** What a failed test left: everything whose tag names the lab $1. */
    private static final String CLEAR = """
            export LIBVIRT_DEFAULT_URI=%1$s
            for d in $(virsh list --all --name | grep '^laas-'); do
              if virsh dumpxml "$d" | grep -qF "lab=\\"$1\\""; then
                virsh destroy "$d"; virsh undefine "$d" --snapshots-metadata --managed-save
              fi
            done
            for n in $(virsh net-list --all --name | grep '^laas-'); do
              if virsh net-dumpxml "$n" | grep -qF "lab=\\"$1\\""; then virsh net-destroy "$n"; virsh net-undefine "$n"; fi
            done
            """.formatted(URI);

    private static final String LEFT = """
            export LIBVIRT_DEFAULT_URI=%1$s
            for d in $(virsh list --all --name | grep '^laas-'); do virsh dumpxml "$d" 2>/dev/null | grep -qF "lab=\\"$1\\"" && echo "$d"; done
            for n in $(virsh net-list --all --name | grep '^laas-'); do virsh net-dumpxml "$n" 2>/dev/null | grep -qF "lab=\\"$1\\"" && echo "$n"; done
            """.formatted(URI);

    /** Takes a machine of the lab $1 away, whose name in the pod is $2. */
    private static final String LOSE = """
            export LIBVIRT_DEFAULT_URI=%1$s
            for d in $(virsh list --all --name | grep "^laas-.*-$2$"); do
              if virsh dumpxml "$d" | grep -qF "lab=\\"$1\\""; then
                virsh destroy "$d"; virsh undefine "$d" --snapshots-metadata --managed-save
              fi
            done
            """.formatted(URI);

    private final String name;
    private final Path file;
    private final Path initrd;
    private final String storage;

    private SmallLab(String name, Path file, Path initrd, String storage) {
        this.name = name;
        this.file = file;
        this.initrd = initrd;
        this.storage = storage;
    }

    /** Makes a lab with room for several pods, none of which stands. */
    static SmallLab create(Path directory) throws IOException {
        return create(directory, ROOMY, "");
    }

    /** Makes a lab whose only room is that of vpod {@code standing}. */
    static SmallLab withOneVpod(Path directory) throws IOException {
        return create(directory, ROOM_FOR_ONE, ONE_VPOD);
    }

    private static SmallLab create(Path directory, String room, String vpods) throws IOException {
        String guest = System.getenv("LAAS_GUEST_DIR");
        Assumptions.assumeTrue(
                guest != null && Files.exists(Path.of(guest, "laas-guest.qcow2")),
                "needs a guest image: LAAS_GUEST_DIR must name the directory made by build-guest.sh");
        Assumptions.assumeTrue(run("virsh", "-c", URI, "version").exit == 0, "needs libvirtd at " + URI);
        Path dir = Path.of(guest);
        // QEMU's own user must be able to walk there, so it cannot be below the test's private directory
        String some = UUID.randomUUID().toString().substring(0, 8);
        String name = "kill-test-" + some;
        String storage = "/var/lib/laas/test-" + some;
        String checksum =
                Files.readString(dir.resolve("laas-guest.qcow2.sha256")).split("\\s")[0];
        String commandLine = Files.readString(dir.resolve("laas-guest.cmdline")).strip();
        Path initrd = Files.copy(dir.resolve("laas-guest.initrd"), directory.resolve("initrd"));
        Path file = directory.resolve("lab.yaml");
        Files.writeString(
                file, TEMPLATE.formatted(URI, storage, guest, checksum, commandLine, room, vpods, initrd, name));
        return new SmallLab(name, file, initrd, storage);
    }

    /** The lab's name, which no other test has: several may run on one host. */
    String name() {
        return name;
    }

    Path file() {
        return file;
    }

    /** The initial RAM disk that machines boot with when they are made anew; it is this lab's own. */
    Path initrd() {
        return initrd;
    }

    /** Takes a machine away past the product. */
    void lose(String machine) {
        Ended ended = run("sh", "-c", LOSE, "sh", name, machine);
        assertThat(ended.output).contains("has been undefined");
    }

    /** Names of this lab's domains, networks and volumes that the host still has, asked past the product. */
    List<String> leftOnHost() {
        String volumes =
                run("sh", "-c", "ls \"$1\" 2>/dev/null | grep '^laas-.*\\.\\|^snap-' || true", "sh", storage).output;
        return (volumes + "\n" + run("sh", "-c", LEFT, "sh", name).output)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
    }

    @Override
    public void close() {
        run("sh", "-c", CLEAR, "sh", name);
        run(
                "sh",
                "-c",
                "for p in $(virsh -c " + URI + " pool-list --all --name); do"
                        + " if virsh -c " + URI + " pool-dumpxml \"$p\" | grep -qF \"<path>$1</path>\"; then"
                        + " virsh -c " + URI + " pool-destroy \"$p\"; virsh -c " + URI
                        + " pool-undefine \"$p\"; fi; done;"
                        + " rm -rf \"$1\"",
                "sh",
                storage);
    }

    private record Ended(int exit, String output) {}

    private static Ended run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(List.of(command).toString())
                    .isTrue();
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + List.of(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + List.of(command), e);
        }
    }
}
