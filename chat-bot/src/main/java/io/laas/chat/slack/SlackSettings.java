package io.laas.chat.slack;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Slack is reached.
 *
 * @param botToken {@code xoxb-…}; never logged
 * @param way how Slack's requests come
 * @param team the one workspace that is served; empty: whichever the app is in
 * @param command the slash command, with the slash
 * @param api where the Web API is, with a slash at the end
 * @param look how often the socket is looked after
 */
public record SlackSettings(String botToken, Way way, Optional<String> team, String command, URI api, Duration look) {
    public static final String STANDARD_API = "https://slack.com/api/";
    public static final Duration STANDARD_LOOK = Duration.ofSeconds(2);

    public SlackSettings {
        if (botToken.isBlank()) {
            throw new IllegalArgumentException("Slack's bot token is empty");
        }
    }

    /** How Slack's requests come. */
    public sealed interface Way {}

    /**
     * By a socket that the bot opens; nobody needs to reach it.
     *
     * @param appToken {@code xapp-…}; never logged
     */
    public record Socket(String appToken) implements Way {
        public Socket {
            if (appToken.isBlank()) {
                throw new IllegalArgumentException("Slack's app token is empty");
            }
        }

        @Override
        public String toString() {
            return "socket";
        }
    }

    /**
     * By HTTP, signed.
     *
     * @param signingSecret never logged; Bolt would take requests that anybody signs if it were empty
     */
    public record Http(String signingSecret, InetSocketAddress listen) implements Way {
        public Http {
            if (signingSecret.isBlank()) {
                throw new IllegalArgumentException(
                        "Slack's signing secret is empty: anybody could sign requests, so the bot does not start");
            }
        }

        @Override
        public String toString() {
            return "http on " + listen;
        }
    }

    @Override
    public String toString() {
        return "Slack by " + way;
    }
}
