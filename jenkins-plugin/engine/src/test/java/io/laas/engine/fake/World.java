package io.laas.engine.fake;

import io.laas.engine.port.HostedThing;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.MachineUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** What stands on the hosts; outlives engines that crash. Thread-safe. */
public final class World {
    private final Map<String, HostedThing> things = new ConcurrentSkipListMap<>();
    private final Map<VpodId, Set<String>> keys = new ConcurrentHashMap<>();
    private final Map<HostId, ConcurrentSkipListSet<String>> snapshots = new ConcurrentHashMap<>();
    private final Map<String, MachineUse> uses = new ConcurrentHashMap<>();
    private final ImageShelf images = new ImageShelf();
    private final Map<String, HostId> hosts = new ConcurrentHashMap<>();

    /** Returns the files of images on all hosts. */
    public ImageShelf images() {
        return images;
    }

    /** Puts a thing on a host. */
    public void put(HostId host, HostedThing thing) {
        String id = host + "/" + thing.resource() + "/" + thing.name();
        hosts.put(id, host);
        things.put(id, thing);
    }

    void put(VpodPlan plan, String resource) {
        if (resource.equals("network")) {
            plan.pod().networks().forEach(n -> put(plan.host().id(), thing(plan, resource, n.name())));
        } else {
            plan.pod().nodes().forEach(n -> put(plan.host().id(), thing(plan, resource, n.name())));
        }
    }

    private static HostedThing thing(VpodPlan plan, String resource, String name) {
        return new HostedThing(resource, plan.vpod() + "-" + name, plan.owner());
    }

    void remove(HostId host, VpodId vpod, String resource) {
        things.entrySet()
                .removeIf(e -> hosts.get(e.getKey()).equals(host)
                        && e.getValue().owner().vpod().equals(vpod)
                        && (resource.isEmpty() || e.getValue().resource().equals(resource)));
    }

    /** Lets a machine vanish, as if somebody had removed it by hand. */
    public void lose(HostId host, String resource, String name) {
        things.remove(host + "/" + resource + "/" + name);
    }

    void setKeys(VpodId vpod, Set<String> lines) {
        keys.put(vpod, new TreeSet<>(lines));
    }

    /** Returns the keys on the machines of a vpod. */
    public Set<String> keys(VpodId vpod) {
        return keys.getOrDefault(vpod, Set.of());
    }

    /** Returns everything on a host with the controller's tag. */
    public List<HostedThing> on(HostId host, String controller) {
        return things.entrySet().stream()
                .filter(e -> hosts.get(e.getKey()).equals(host)
                        && e.getValue().owner().controller().equals(controller))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Lets a machine of a vpod have worked since it was last asked about. */
    public void works(VpodId vpod, String machine, long cpuMillis, long netBytes, int logins) {
        uses.merge(
                vpod + "/" + machine,
                new MachineUse(machine, true, cpuMillis, netBytes, logins),
                (before, more) -> new MachineUse(
                        machine,
                        true,
                        before.cpuMillis() + more.cpuMillis(),
                        before.netBytes() + more.netBytes(),
                        more.logins()));
    }

    MachineUse use(VpodId vpod, String machine) {
        return uses.getOrDefault(vpod + "/" + machine, new MachineUse(machine, true, 0, 0, 0));
    }

    /** Puts a file of a snapshot on a host. */
    public void save(HostId host, String file) {
        snapshots.computeIfAbsent(host, h -> new ConcurrentSkipListSet<>()).add(file);
    }

    /** Returns the files of snapshots on a host. */
    public List<String> snapshots(HostId host) {
        return List.copyOf(snapshots.getOrDefault(host, new ConcurrentSkipListSet<>()));
    }

    void discard(HostId host, List<String> files) {
        files.forEach(snapshots.getOrDefault(host, new ConcurrentSkipListSet<>())::remove);
    }

    /** Returns the names of vpods that have anything anywhere. */
    public Set<VpodId> vpods() {
        Set<VpodId> vpods = new TreeSet<>();
        things.values().stream().map(HostedThing::owner).map(OwnerTag::vpod).forEach(vpods::add);
        return vpods;
    }
}
