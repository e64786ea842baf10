package io.laas.chat.hub;

import java.time.Duration;

/**
 * How long the bot waits for what.
 *
 * @param slow after which somebody who asked is told that it takes longer
 * @param patience how long a command is tried whose server does not answer
 * @param retry the first pause between tries; later ones are longer
 * @param edits the least time between two edits of one message
 * @param lookAgain after which a message that is kept up to date is looked up though nothing was heard
 */
public record Pace(Duration slow, Duration patience, Duration retry, Duration edits, Duration lookAgain) {
    public static final Pace STANDARD = new Pace(
            Duration.ofMillis(1500),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofMillis(1200),
            Duration.ofMinutes(2));
}
