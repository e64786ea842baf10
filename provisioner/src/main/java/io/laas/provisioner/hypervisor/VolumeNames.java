package io.laas.provisioner.hypervisor;

import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.OwnerTag;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of volumes, which carry the owner's tag themselves because volumes have no metadata:
 * {@code laas-1a2b3c4d.lab.vpod.machine.disk.qcow2}. The first part is a hash of controller, lab and vpod, so a name shows
 * whether it is ours.
 */
public final class VolumeNames {
    private static final Pattern NAME =
            Pattern.compile("(laas-[0-9a-f]{8})\\.([a-z0-9-]+)\\.([a-z0-9-]+)\\.([a-z0-9-]+)\\.([a-z0-9.]+)");

    private VolumeNames() {}

    /** Returns the name of a machine's system disk. */
    public static String disk(OwnerTag owner, String machine) {
        return name(owner, machine, "disk.qcow2");
    }

    /** Returns the name of a machine's cloud-init seed. */
    public static String seed(OwnerTag owner, String machine) {
        return name(owner, machine, "seed.iso");
    }

    /** Returns the name of the file that keeps what a machine printed on its console. */
    public static String console(OwnerTag owner, String machine) {
        return name(owner, machine, "console.log");
    }

    /** Returns the owner if the name is that of a volume of the controller. */
    public static Optional<OwnerTag> owner(String controller, String volume) {
        Matcher m = NAME.matcher(volume);
        if (!m.matches()) {
            return Optional.empty();
        }
        OwnerTag tag = new OwnerTag(controller, new LabId(m.group(2)), new VpodId(m.group(3)), "", "");
        return Optional.of(tag).filter(t -> VpodLayout.prefix(t).equals(m.group(1)));
    }

    private static String name(OwnerTag owner, String machine, String suffix) {
        return VpodLayout.prefix(owner) + "." + owner.lab() + "." + owner.vpod() + "." + machine + "." + suffix;
    }
}
