package io.laas.chat.demo;

import io.laas.chat.core.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The last line. */
final class Verdict {
    private Verdict() {}

    /** Returns {@code demo: ok …} with the machines and the times of the stages that matter, if all of them held. */
    static String ok(StageLog log, String machines, boolean kept) {
        Stage last = kept ? Stage.EXTEND : Stage.NOTHING_LEFT;
        if (!log.goodUpTo(last)) {
            return "demo: failed: not every stage was done";
        }
        List<String> times = new ArrayList<>(
                List.of("built in " + took(log, Stage.PROVISION), "reset in " + took(log, Stage.RESET)));
        times.add(kept ? "kept" : "clean in " + took(log, Stage.RELEASE));
        return "demo: ok (%s, %s, %s in all)"
                .formatted(machines, String.join(", ", times), StageLog.shown(log.total()));
    }

    /** Returns what each stage took, on one line. */
    static String times(StageLog log) {
        return "times: "
                + log.entries().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey().word() + " "
                                + e.getValue().took().map(StageLog::shown).orElse("not ended"))
                        .collect(Collectors.joining(", "))
                + ", in all " + StageLog.shown(log.total());
    }

    static String failed(String stage, DemoFailed why) {
        return "demo: failed: " + stage + ": " + Plain.line(why.getMessage());
    }

    private static String took(StageLog log, Stage stage) {
        return StageLog.shown(log.entry(stage).took().orElseThrow());
    }
}
