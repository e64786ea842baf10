package io.laas.model.lab;

import io.laas.model.pod.Cidr;
import io.laas.model.pod.NodeRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an IDF says about a pod.
 *
 * @param uses its networks by use
 * @param roles what machines are for, by their name in the PDF
 */
record IdfFacts(List<Use> uses, Map<String, NodeRole> roles) {
    static final IdfFacts NONE = new IdfFacts(List.of(), Map.of());

    /**
     * One entry of {@code net_config}.
     *
     * @param card position of its card
     * @param gateway whether it leads outside
     */
    record Use(String name, OptionalInt card, Optional<Cidr> subnet, boolean gateway) {}
}
