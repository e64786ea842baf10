package io.laas.provisioner.seed;

import io.laas.model.layout.MachineLayout;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.VpodPlan;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What cloud-init's NoCloud source reads at boot. The instance identity follows from the content, so another content makes
 * cloud-init run again; vendor data is left out of it, because it is the same for all and is run at every boot anyhow.
 */
public record Seed(String metaData, String userData, String vendorData, String networkConfig) {
    private static final String LABEL = "cidata";

    /** Returns the seed of one machine of the plan. */
    public static Seed of(VpodPlan plan, VpodLayout layout, MachineLayout machine) {
        String user = "#cloud-config\n" + Yaml.write(UserData.of(plan, machine));
        String network = Yaml.write(NetworkConfig.of(layout, machine));
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put(
                "instance-id",
                "laas-" + Digest.of(machine.uuid(), user, network).substring(0, 24));
        meta.put("local-hostname", machine.name());
        return new Seed(Yaml.write(meta), user, VendorData.text(), network);
    }

    /** Returns the four files as an ISO 9660 image with the label that cloud-init looks for. */
    public byte[] image() {
        return Iso9660.image(
                LABEL,
                Map.of(
                        "meta-data",
                        bytes(metaData),
                        "user-data",
                        bytes(userData),
                        "vendor-data",
                        bytes(vendorData),
                        "network-config",
                        bytes(networkConfig)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
