package io.laas.chat.discord;

import java.net.URI;
import java.util.Optional;

/**
 * How Discord is reached.
 *
 * @param token of the bot; never logged
 * @param guild the one server whose members are served, where commands show at once; empty: all the bot is in
 * @param api where REST is, with a slash at the end
 * @param gateway where the gateway is; empty: where Discord says
 */
public record DiscordSettings(String token, Optional<String> guild, URI api, Optional<String> gateway) {
    public static final String STANDARD_API = "https://discord.com/api/v10/";

    public DiscordSettings {
        if (token.isBlank()) {
            throw new IllegalArgumentException("Discord's token is empty");
        }
        guild.filter(g -> !g.matches("\\d{1,20}")).ifPresent(g -> {
            throw new IllegalArgumentException("Discord's guild must be a number, was '" + g + "'");
        });
    }

    @Override
    public String toString() {
        return "Discord" + guild.map(g -> " in guild " + g).orElse("");
    }
}
