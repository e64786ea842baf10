package io.laas.chat.slack;

import java.util.Optional;

/**
 * How an answer gets to the one who asked.
 *
 * @param url to which it is posted, good for half an hour; empty: it is shown to {@code user} in {@code channel}, or, where that is
 *     empty, in the conversation with the bot
 * @param replace whether it takes the place of the message whose button was pressed
 */
record ReplyTo(Optional<String> url, boolean replace, String channel, String user) {
    static ReplyTo url(String url, boolean replace) {
        return new ReplyTo(Optional.of(url), replace, "", "");
    }

    static ReplyTo user(String channel, String user) {
        return new ReplyTo(Optional.empty(), false, channel, user);
    }

    String written() {
        return url.map(u -> (replace ? "replace " : "new ") + u).orElse("user " + user + " " + channel);
    }

    static ReplyTo read(String text) {
        String[] parts = text.split(" ", 3);
        return switch (parts[0]) {
            case "replace" -> url(parts[1], true);
            case "new" -> url(parts[1], false);
            case "user" -> user(parts[2], parts[1]);
            default -> throw new IllegalArgumentException("no way to answer: '" + parts[0] + "'");
        };
    }
}
