package io.laas.chat.bot;

import io.laas.chat.client.ClientSettings;
import io.laas.chat.discord.DiscordSettings;
import io.laas.chat.hub.Channels;
import io.laas.chat.mail.MailSettings;
import io.laas.chat.slack.SlackSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the bot runs.
 *
 * @param server the API, with a token that holds ACT_FOR
 * @param data directory of the bot's memory
 * @param health where health and metrics are served
 * @param zone for people whose zone nobody knows, and for channels
 * @param slack empty: the bot is not on Slack
 * @param discord empty: the bot is not on Discord
 * @param mail empty: nobody is told anything by mail
 */
public record BotConfig(
        ClientSettings server,
        Path data,
        InetSocketAddress health,
        ZoneId zone,
        Optional<SlackSettings> slack,
        Optional<DiscordSettings> discord,
        Optional<MailSettings> mail,
        Channels channels) {
    /** The configuration cannot be used; the message says what is wrong with what and how it would be right. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }
}
