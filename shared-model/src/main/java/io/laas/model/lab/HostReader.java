package io.laas.model.lab;

import io.laas.model.HostId;
import io.laas.model.Names;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of {@code hosts}. */
final class HostReader {
    static final List<String> KEYS = List.of(
            "name", "uri", "accel", "cores", "memory", "disk", "storage", "addresses", "agent-label", "boot-limit");

    private static final String LOCAL = "qemu:///system";
    private static final Pattern URI = Pattern.compile("[a-z]+(\\+[a-z0-9]+)?://[^\\s'\"<>]*");
    private static final Pattern SECRET = Pattern.compile("[a-z+0-9]+://[^/@]*:[^/@]*@.*");

    private HostReader() {}

    static Optional<Host> read(YamlValue item) {
        return item.object(KEYS, f -> {
            HostId id = f.parsed("name", HostId::new);
            String uri = f.maybe("uri", HostReader::uri).orElse(LOCAL);
            int cores = f.integer("cores");
            int memory = f.mebibytes("memory");
            int disk = f.gibibytes("disk");
            Accel accel = f.choice("accel", Accel.AUTO);
            String storage = f.text("storage");
            Cidr addresses = f.parsed("addresses", Cidr::parse);
            String label = f.text("agent-label", "");
            Optional<Duration> boot = f.maybe("boot-limit", Quantities::duration);
            return () -> new Host(id, uri, new Capacity(cores, memory, disk), accel, storage, addresses, label, boot);
        });
    }

    private static String uri(String text) {
        if (!URI.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a libvirt URI must look like qemu:///system or qemu+ssh://user@host/system, was '%s'"
                            .formatted(Names.clean(text, 60)));
        }
        if (SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a libvirt URI must not hold a password; use ssh keys or libvirt's auth.conf");
        }
        return text;
    }
}
