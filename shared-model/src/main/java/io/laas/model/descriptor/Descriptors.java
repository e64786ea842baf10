package io.laas.model.descriptor;

import io.laas.model.operation.VpodPlan;
import java.util.Map;

/**
 * The PDF and the IDF of a vpod, with the MAC addresses, IP addresses, networks and bridges it really has: they follow from its
 * plan as those of the machines do. A pure function of the plan. Texts from outside are data, whatever they hold; no secret of a
 * host is in them.
 */
public final class Descriptors {
    private final PodView pod;
    private final NetworkUses uses;

    private Descriptors(PodView pod) {
        this.pod = pod;
        this.uses = NetworkUses.of(pod);
    }

    public static Descriptors of(VpodPlan plan) {
        return new Descriptors(PodView.of(plan));
    }

    /** Returns the pod descriptor file: one YAML document that ends with a line break. */
    public String pdf(Profile profile) {
        return YamlText.of(new PdfTree(pod, profile).tree());
    }

    /** Returns the installer descriptor file that belongs to {@link #pdf} of the same profile. */
    public String idf(Profile profile) {
        IdfTree strict = new IdfTree(pod, uses);
        Map<String, Object> tree = switch (profile) {
            case PHAROS_STRICT -> strict.tree();
            case XCI -> new XciTree(pod, uses).tree();
            case KUBEREF -> new KuberefTree(pod, uses).tree();
        };
        return YamlText.of(tree);
    }
}
