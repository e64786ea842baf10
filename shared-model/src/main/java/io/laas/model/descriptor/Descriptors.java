package io.laas.model.descriptor;

import io.laas.model.Names;
import io.laas.model.operation.VpodPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The PDF and the IDF of a vpod, with the MAC addresses, IP addresses, networks and bridges it really has: they follow from its
 * plan as those of the machines do. A pure function of the plan. Texts from outside are data, whatever they hold; no secret of a
 * host is in them.
 */
public final class Descriptors {
    private static final int MAX_REMARK = 200;

    private final PodView pod;
    private final NetworkUses uses;
    private final String remarks;

    private Descriptors(PodView pod, String remarks) {
        this.pod = pod;
        this.uses = NetworkUses.of(pod);
        this.remarks = remarks;
    }

    public static Descriptors of(VpodPlan plan) {
        return new Descriptors(PodView.of(plan), "");
    }

    /** Returns the same files with remarks for people at their head, each a comment of one line. */
    public Descriptors remarking(List<String> lines) {
        return new Descriptors(
                pod,
                lines.stream()
                        .map(l -> "# " + Names.clean(l, MAX_REMARK) + "\n")
                        .collect(Collectors.joining()));
    }

    /** Returns the pod descriptor file: one YAML document that ends with a line break. */
    public String pdf(Profile profile) {
        return remarked(YamlText.of(new PdfTree(pod, profile).tree()));
    }

    /** Returns the installer descriptor file that belongs to {@link #pdf} of the same profile. */
    public String idf(Profile profile) {
        IdfTree strict = new IdfTree(pod, uses);
        Map<String, Object> tree = switch (profile) {
            case PHAROS_STRICT -> strict.tree();
            case XCI -> new XciTree(pod, uses).tree();
            case KUBEREF -> new KuberefTree(pod, uses).tree();
        };
        return remarked(YamlText.of(tree));
    }

    /** Remarks stand below the line that begins the document, because some readers look for it in the first line. */
    private String remarked(String text) {
        int body = text.indexOf('\n') + 1;
        return text.substring(0, body) + remarks + text.substring(body);
    }
}
