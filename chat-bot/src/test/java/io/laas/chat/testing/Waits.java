package io.laas.chat.testing;

import java.time.Duration;

/** How long tests wait for what comes in the end, however busy the machine is. */
public final class Waits {
    public static final Duration LONG = Duration.ofMinutes(1);

    private Waits() {}
}
