package io.laas.provisioner.hypervisor;

import io.laas.model.lab.DirectBoot;
import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.NetworkLayout;
import io.laas.model.operation.OwnerTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine to define.
 *
 * @param layout names, UUID and cards
 * @param networks the pod's networks by their name in the pod
 * @param disk path of the system disk on the host
 * @param seed path of the cloud-init seed on the host
 * @param boot kernel to load directly, with paths on the host
 * @param isos paths of ISOs on the host that are attached read-only, in this order
 * @param fingerprint of everything the machine was made from; another fingerprint means another machine
 */
public record MachineOrder(
        MachineLayout layout,
        Map<String, NetworkLayout> networks,
        String disk,
        String seed,
        Optional<DirectBoot> boot,
        List<String> isos,
        String fingerprint,
        OwnerTag owner) {
    public MachineOrder {
        networks = Map.copyOf(networks);
        isos = List.copyOf(isos);
    }
}
