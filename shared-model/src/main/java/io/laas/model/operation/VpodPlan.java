package io.laas.model.operation;

import io.laas.model.SshKey;
import io.laas.model.VpodId;
import io.laas.model.installer.Extras;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything an operation on a vpod needs to know; complete in itself, so that it can travel to another machine.
 *
 * @param owner whose it is
 * @param index 0 … {@link Host#vpodLimit()} - 1, unique among the vpods of the host while this one stands; gives the addresses
 * @param host where it stands
 * @param pod hardware
 * @param config software
 * @param images image by machine name, one for each machine of the pod
 * @param keys public keys that may log in, on every machine
 * @param details what its descriptors tell people
 * @param extras what is done besides what is built in
 * @param snapshot which disks are to be saved, for {@link OperationKind#SNAPSHOT}
 * @param machine what is to be done to which machine, for {@link OperationKind#MACHINE}
 * @param isos installer ISOs of the jump host, in the order of the config
 */
public record VpodPlan(
        OwnerTag owner,
        int index,
        Host host,
        Pod pod,
        Config config,
        Map<String, Image> images,
        List<SshKey> keys,
        PodDetails details,
        Extras extras,
        Optional<SnapshotOrder> snapshot,
        Optional<MachineOrder> machine,
        List<Iso> isos) {
    public VpodPlan {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(pod, "pod");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(extras, "extras");
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(machine, "machine");
        images = Collections.unmodifiableMap(new TreeMap<>(images));
        keys = List.copyOf(keys);
        isos = isos == null ? List.of() : List.copyOf(isos);
        if (index < 0 || index >= host.vpodLimit()) {
            throw new IllegalArgumentException("vpod %s: host %s has no address range number %d (it has %d)"
                    .formatted(owner.vpod(), host.id(), index, host.vpodLimit()));
        }
        for (NodeSpec node : pod.nodes()) {
            if (!images.containsKey(node.name())) {
                throw new IllegalArgumentException(
                        "vpod %s: no image for machine %s".formatted(owner.vpod(), node.name()));
            }
        }
    }

    /** Creates a plan for what is built in alone. */
    public VpodPlan(
            OwnerTag owner,
            int index,
            Host host,
            Pod pod,
            Config config,
            Map<String, Image> images,
            List<SshKey> keys,
            PodDetails details) {
        this(
                owner,
                index,
                host,
                pod,
                config,
                images,
                keys,
                details,
                Extras.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Creates a plan of which nothing is told people. */
    public VpodPlan(
            OwnerTag owner,
            int index,
            Host host,
            Pod pod,
            Config config,
            Map<String, Image> images,
            List<SshKey> keys) {
        this(owner, index, host, pod, config, images, keys, PodDetails.UNKNOWN);
    }

    /** Returns the plan with disks to save. */
    public VpodPlan saving(SnapshotOrder order) {
        return new VpodPlan(
                owner, index, host, pod, config, images, keys, details, extras, Optional.of(order), machine, isos);
    }

    /** Returns the plan with something to do to one machine. */
    public VpodPlan doing(MachineOrder order) {
        return new VpodPlan(
                owner, index, host, pod, config, images, keys, details, extras, snapshot, Optional.of(order), isos);
    }

    public VpodPlan withExtras(Extras newExtras) {
        return new VpodPlan(owner, index, host, pod, config, images, keys, details, newExtras, snapshot, machine, isos);
    }

    /** Returns the plan with these ISOs for the jump host. */
    public VpodPlan withIsos(List<Iso> newIsos) {
        return new VpodPlan(owner, index, host, pod, config, images, keys, details, extras, snapshot, machine, newIsos);
    }

    public VpodId vpod() {
        return owner.vpod();
    }

    public Image image(NodeSpec node) {
        return images.get(node.name());
    }
}
