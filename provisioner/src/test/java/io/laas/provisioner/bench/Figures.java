package io.laas.provisioner.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Seconds by stage, several of each. */
final class Figures {
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    void add(String stage, double value) {
        seconds.computeIfAbsent(stage, s -> new ArrayList<>()).add(value);
    }

    double median(String stage) {
        List<Double> sorted =
                seconds.getOrDefault(stage, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns one line for each stage: median, smallest and largest, count. */
    List<String> lines() {
        return seconds.entrySet().stream()
                .map(e -> String.format(
                        Locale.ROOT,
                        "  %-28s %7.2f s  (%.2f - %.2f, n=%d)",
                        e.getKey(),
                        median(e.getKey()),
                        e.getValue().stream().mapToDouble(d -> d).min().orElse(Double.NaN),
                        e.getValue().stream().mapToDouble(d -> d).max().orElse(Double.NaN),
                        e.getValue().size()))
                .toList();
    }
}
