package io.laas.model.lab;

import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.pod.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code policy.approval}. */
final class ApprovalReader {
    static final List<String> KEYS = List.of(
            "longer-than", "pods-above", "pods", "outside", "approvers", "approver-projects", "within", "holds");

    private final Section<Pod> pods;

    ApprovalReader(Section<Pod> pods) {
        this.pods = pods;
    }

    Optional<Approval> read(YamlValue value) {
        return value.object(KEYS, f -> {
            Optional<Duration> longer = f.maybe("longer-than", Quantities::duration);
            Optional<Integer> above = f.value("pods-above").flatMap(YamlValue::integer);
            f.items("pods").forEach(pods::check);
            List<PodId> these = f.all("pods", PodId::new);
            List<String> outside = f.all("outside", Function.identity());
            List<UserId> approvers = f.all("approvers", UserId::new);
            List<String> projects = f.all("approver-projects", Function.identity());
            Duration within = f.duration("within", Approval.USUAL_WITHIN);
            boolean holds = f.yesOrNo("holds", true);
            return () -> new Approval(longer, above, these, outside, approvers, projects, within, holds);
        });
    }
}
