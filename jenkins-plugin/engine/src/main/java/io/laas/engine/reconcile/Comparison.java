package io.laas.engine.reconcile;

import io.laas.engine.port.HostedThing;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.operation.Leak;
import io.laas.model.operation.LeakKind;
import io.laas.model.operation.OwnerTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is on one host against what the store says should be. A vpod that is being worked on is left alone. */
final class Comparison {
    private static final String MACHINE = "domain";

    private final HostId host;
    private final List<HostedThing> things;
    private final Map<VpodId, VpodRow> known = new TreeMap<>();

    Comparison(Tx tx, HostId host, List<HostedThing> things) {
        this.host = host;
        this.things = things;
        new VpodTable(tx).present().stream().filter(v -> v.host().equals(host)).forEach(v -> known.put(v.id(), v));
    }

    List<Leak> leaks() {
        List<Leak> leaks = new ArrayList<>();
        for (HostedThing thing : things) {
            if (!expected(thing)) {
                leaks.add(new Leak(LeakKind.UNTRACKED, host, thing.owner().vpod(), thing.resource(), thing.name()));
            }
        }
        for (VpodRow vpod : missing()) {
            leaks.add(new Leak(
                    LeakKind.MISSING,
                    host,
                    vpod.id(),
                    MACHINE,
                    present(vpod) + " of " + vpod.plan().pod().nodes().size() + " machines are there"));
        }
        return leaks;
    }

    /** Returns one tag for each vpod that has things on the host which nobody knows of. */
    Collection<OwnerTag> untracked() {
        Map<VpodId, OwnerTag> owners = new TreeMap<>();
        things.stream()
                .filter(t -> !expected(t))
                .forEach(t -> owners.putIfAbsent(t.owner().vpod(), t.owner()));
        return owners.values();
    }

    /** Returns vpods that should stand and lack machines. */
    List<VpodRow> missing() {
        return known.values().stream()
                .filter(v -> !v.busy())
                .filter(v -> v.state() == VpodState.FREE || v.state() == VpodState.IN_USE)
                .filter(v -> present(v) < v.plan().pod().nodes().size())
                .toList();
    }

    private long present(VpodRow vpod) {
        return things.stream()
                .filter(t -> t.owner().vpod().equals(vpod.id()) && t.resource().equals(MACHINE))
                .count();
    }

    /** A vpod whose row is there may have things, unless it is a dynamic one for which nothing was made yet. */
    private boolean expected(HostedThing thing) {
        VpodRow vpod = known.get(thing.owner().vpod());
        return vpod != null && (vpod.isStatic() || vpod.busy() || vpod.state() != VpodState.NEW);
    }
}
