package io.laas.chat.demo;

import io.laas.chat.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the stages took and how they ended; from the first stage on. For one thread. */
final class StageLog {
    private final InstantSource time;
    private final Map<Stage, Entry> entries = new EnumMap<>(Stage.class);

    StageLog(InstantSource time) {
        this.time = time;
    }

    /**
     * A stage that began.
     *
     * @param took empty while it goes on
     * @param fact what was seen, or what went wrong
     */
    record Entry(Instant began, Optional<Duration> took, boolean good, String fact) {}

    void begin(Stage stage) {
        entries.put(stage, new Entry(time.instant(), Optional.empty(), false, ""));
    }

    void end(Stage stage, boolean good, String fact) {
        Instant began = entries.get(stage).began();
        entries.put(stage, new Entry(began, Optional.of(Duration.between(began, time.instant())), good, fact));
    }

    Map<Stage, Entry> entries() {
        return Map.copyOf(entries);
    }

    Entry entry(Stage stage) {
        return entries.get(stage);
    }

    /** Returns the time of all stages together. */
    Duration total() {
        return entries.values().stream().flatMap(e -> e.took().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns whether all stages up to {@code last} ended well. */
    boolean goodUpTo(Stage last) {
        return java.util.Arrays.stream(Stage.values())
                .filter(s -> s.compareTo(last) <= 0)
                .allMatch(s -> entries.containsKey(s) && entries.get(s).good());
    }

    /** Returns for example {@code 0.4 s}, {@code 12.3 s}, {@code 3 min 5 s}. */
    static String shown(Duration took) {
        if (took.compareTo(Duration.ofMinutes(2)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        return took.compareTo(Duration.ofHours(1)) < 0
                ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                : Clock.length(took);
    }
}
