package io.laas.model.lab;

import io.laas.model.HostId;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Cidr;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One hypervisor, or the simulation of one: libvirt's test driver, which keeps the books of machines that never run. A host is
 * simulated only if both its URI and its {@code accel} say so; neither can be meant by accident.
 *
 * @param id its name
 * @param uri libvirt connection URI, for example {@code qemu:///system} or {@code qemu+tls://h1/system}; of a simulated
 *     host {@code test:///default} or {@code test:///path/of/a/description.xml}
 * @param capacity what may be handed out; over-commitment is the admin's choice of numbers
 * @param accel how guests run
 * @param storage directory on the host for disks; LaaS owns it
 * @param addresses pool of addresses for the vpods of this host, a /24 for each network
 * @param agentLabel Jenkins agent next to the hypervisor; empty in the stand-alone server
 * @param bootLimit how long one machine may take from its start until it is ready, 10 seconds to 2 hours; if empty, what the
 *     provisioner usually allows
 */
public record Host(
        HostId id,
        String uri,
        Capacity capacity,
        Accel accel,
        String storage,
        Cidr addresses,
        String agentLabel,
        Optional<Duration> bootLimit) {
    private static final Duration SHORTEST_BOOT = Duration.ofSeconds(10);
    private static final Duration LONGEST_BOOT = Duration.ofHours(2);
    private static final String TEST_DRIVER = "test(\\+[^:]*)?:.*";
    private static final String TEST_DRIVER_HERE = "test:///";

    public Host {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(accel, "accel");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(addresses, "addresses");
        agentLabel = agentLabel == null ? "" : agentLabel;
        bootLimit = bootLimit == null ? Optional.empty() : bootLimit;
        bootLimit
                .filter(limit -> limit.compareTo(SHORTEST_BOOT) < 0 || limit.compareTo(LONGEST_BOOT) > 0)
                .ifPresent(limit -> {
                    throw new IllegalArgumentException(
                            "host %s: boot-limit must be 10s to 2h, was %s".formatted(id, Quantities.shown(limit)));
                });
        if (!storage.startsWith("/")) {
            throw new IllegalArgumentException(
                    "host %s: storage must be an absolute path, was '%s'".formatted(id, storage));
        }
        if (addresses.prefix() > 21) {
            throw new IllegalArgumentException(
                    "host %s: addresses must be /21 or larger (eight /24 for each vpod), was %s"
                            .formatted(id, addresses));
        }
        checkSimulation(id, uri, accel);
    }

    /** A host whose machines have the usual time to boot. */
    public Host(
            HostId id, String uri, Capacity capacity, Accel accel, String storage, Cidr addresses, String agentLabel) {
        this(id, uri, capacity, accel, storage, addresses, agentLabel, Optional.empty());
    }

    private static void checkSimulation(HostId id, String uri, Accel accel) {
        boolean testDriver = uri.matches(TEST_DRIVER);
        if (testDriver && !uri.startsWith(TEST_DRIVER_HERE)) {
            throw new IllegalArgumentException(
                    "host %s: uri of a simulated host must be %sdefault, because it lives in this process, was '%s'"
                            .formatted(id, TEST_DRIVER_HERE, uri));
        }
        if (testDriver && accel != Accel.SIMULATED) {
            throw new IllegalArgumentException(
                    "host %s: uri is that of libvirt's test driver, on which no machine runs; add accel: simulated if you want that"
                            .formatted(id));
        }
        if (accel == Accel.SIMULATED && !testDriver) {
            throw new IllegalArgumentException(
                    "host %s: accel must be auto, kvm or tcg for '%s'; only %sdefault can be simulated"
                            .formatted(id, uri, TEST_DRIVER_HERE));
        }
    }

    /** Returns whether nothing ever runs here. */
    public boolean simulated() {
        return accel == Accel.SIMULATED;
    }

    /** Returns the sentence that keeps people from taking a simulated host for a real one; empty for a real one. */
    public Optional<String> simulationNotice() {
        return simulated()
                ? Optional.of(
                        "host %s is SIMULATED: libvirt's test driver keeps the books, but no machine is ever started and nobody can log in"
                                .formatted(id))
                : Optional.empty();
    }

    /** Returns how many vpods the address pool can serve at a time. */
    public int vpodLimit() {
        return (int) (addresses.size() >> 11);
    }
}
