package io.laas.model.pod;

import io.laas.model.Names;
import java.util.List;
import java.util.Objects;

/**
 * One machine of a pod.
 *
 * @param name unique in the pod, also its host name
 * @param role what it is for
 * @param cores virtual CPUs, 1 … 256
 * @param memoryMiB memory in MiB, 64 … 4194304
 * @param diskGiB size of the system disk in GiB (thin), 1 … 16384
 * @param nics network cards, at most 8, in order
 */
public record NodeSpec(String name, NodeRole role, int cores, int memoryMiB, int diskGiB, List<Nic> nics) {
    private static final int MAX_NICS = 8;

    public NodeSpec {
        Names.require("machine name", name);
        Objects.requireNonNull(role, "role");
        nics = List.copyOf(nics);
        check(name, "cores", cores, 1, 256);
        check(name, "memory in MiB", memoryMiB, 64, 4 << 20);
        check(name, "disk in GiB", diskGiB, 1, 16384);
        if (nics.size() > MAX_NICS) {
            throw new IllegalArgumentException("machine %s: at most 8 nics, were %d".formatted(name, nics.size()));
        }
        if (nics.stream().map(Nic::name).distinct().count() != nics.size()) {
            throw new IllegalArgumentException("machine %s: nic names must differ".formatted(name));
        }
    }

    private static void check(String name, String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "machine %s: %s must be %d to %d, was %d".formatted(name, what, min, max, value));
        }
    }

    public NodeSpec withMemoryMiB(int newMemory) {
        return new NodeSpec(name, role, cores, newMemory, diskGiB, nics);
    }

    public NodeSpec withCores(int newCores) {
        return new NodeSpec(name, role, newCores, memoryMiB, diskGiB, nics);
    }
}
