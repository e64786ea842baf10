package io.laas.model.use;

import java.util.List;
import java.util.Optional;

/**
 * What the machines of a pod have counted at one moment.
 *
 * @param machines each machine of the pod once, at most 32
 */
public record PodUse(List<MachineUse> machines) {
    private static final int MOST = 32;

    public PodUse {
        machines = List.copyOf(machines);
        if (machines.size() > MOST) {
            throw new IllegalArgumentException(
                    "use of a pod: at most %d machines, were %d".formatted(MOST, machines.size()));
        }
    }

    Optional<MachineUse> machine(String name) {
        return machines.stream().filter(m -> m.machine().equals(name)).findFirst();
    }
}
