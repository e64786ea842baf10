package io.laas.chat.hub;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted, for the metrics page. Thread-safe. */
public final class Counts {
    private final MeterRegistry registry;

    public Counts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a command with its outcome and how long it took to be answered. */
    void answered(String platform, String outcome, Duration took) {
        Timer.builder("laas.bot.commands")
                .tag("platform", platform)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    void sent(String platform) {
        count("laas.bot.messages.sent", platform);
    }

    void edited(String platform) {
        count("laas.bot.messages.edited", platform);
    }

    void failed(String platform) {
        count("laas.bot.messages.failed", platform);
    }

    /** Counts what was asked and not taken in: signed wrongly, replayed, or too much. */
    public void refused(String platform, String why) {
        registry.counter("laas.bot.refused", "platform", platform, "why", why).increment();
    }

    /** Counts an acknowledgement and how long it took. */
    public void acknowledged(String platform, Duration took) {
        registry.timer("laas.bot.acks", "platform", platform).record(took);
    }

    private void count(String name, String platform) {
        registry.counter(name, "platform", platform).increment();
    }
}
