package io.laas.provisioner.libvirt;

import io.laas.model.operation.OwnerTag;
import io.laas.provisioner.hypervisor.TaggedThing;
import io.laas.provisioner.hypervisor.VolumeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Lists what carries a controller's tag on a host. */
final class HostInventory {
    private final ConnectionPool connections;
    private final Networks networks;
    private final HostStorage storage;
    private final OvsNetworks switches;

    HostInventory(ConnectionPool connections, Networks networks, HostStorage storage, OvsNetworks switches) {
        this.connections = connections;
        this.networks = networks;
        this.storage = storage;
        this.switches = switches;
    }

    List<TaggedThing> of(String controller) {
        List<TaggedThing> result = new ArrayList<>(connections.call("listing machines", HostInventory::domains));
        List<NetworkUse> all = networks.all();
        all.stream()
                .filter(n -> !OvsNetworks.isPartOfAnother(n, all))
                .forEach(n -> n.mark().ifPresent(m -> result.add(new TaggedThing("network", n.name(), m.owner()))));
        switches.tagged().forEach(b -> b.owner().ifPresent(o -> result.add(new TaggedThing("bridge", b.name(), o))));
        result.removeIf(thing -> !thing.owner().controller().equals(controller));
        result.addAll(volumes(controller));
        return result;
    }

    private static List<TaggedThing> domains(HostConnection connection) throws LibvirtException {
        List<TaggedThing> result = new ArrayList<>();
        for (Domain domain : connection.listAllDomains(0)) {
            try {
                String name = domain.getName();
                Machines.mark(domain).ifPresent(m -> result.add(new TaggedThing("domain", name, m.owner())));
            } catch (LibvirtException e) {
                if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN)) {
                    throw e;
                }
            } finally {
                domain.free();
            }
        }
        return result;
    }

    private List<TaggedThing> volumes(String controller) {
        List<String> names = storage.withExisting("listing volumes", volumes -> {
                    volumes.refresh();
                    return volumes.names();
                })
                .orElse(List.of());
        List<TaggedThing> result = new ArrayList<>();
        for (String name : names) {
            Optional<OwnerTag> owner = VolumeNames.owner(controller, name);
            owner.ifPresent(o -> result.add(new TaggedThing("volume", name, o)));
        }
        return result;
    }
}
