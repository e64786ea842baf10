package io.laas.model.lab;

import java.util.Map;
import java.util.Optional;

/** Looks that a lab is either real or simulated: who books a machine must not be given one that never runs. */
final class SimulationCheck {
    private SimulationCheck() {}

    static void check(Section<Host> hosts) {
        Optional<Host> real =
                hosts.values().values().stream().filter(h -> !h.simulated()).findFirst();
        hosts.values().entrySet().stream()
                .filter(e -> e.getValue().simulated() && real.isPresent())
                .map(Map.Entry::getKey)
                .forEach(name -> hosts.places()
                        .get(name)
                        .wrong("is simulated, but host %s is real; give simulated hosts a lab file of their own"
                                .formatted(real.orElseThrow().id())));
    }
}
