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
 * @param form how long a form that stays as it is once it is open is waited for; platforms wait three seconds for it
 * @param offers how long the values that are offered to somebody who is typing are waited for
 */
public record Pace(
        Duration slow,
        Duration patience,
        Duration retry,
        Duration edits,
        Duration lookAgain,
        Duration form,
        Duration offers) {
    public static final Pace STANDARD = new Pace(
            Duration.ofMillis(1500),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofMillis(1200),
            Duration.ofMinutes(2),
            Duration.ofMillis(500),
            Duration.ofMillis(700));
}
