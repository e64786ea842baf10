package io.laas.chat.discord;

import io.laas.chat.core.CommandModel;
import io.laas.chat.platform.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;

/** Looks whether Discord is set up for the bot, and sets up what can be. */
public final class DiscordCheck {
    private static final List<Permission> NEEDED =
            List.of(Permission.VIEW_CHANNEL, Permission.MESSAGE_SEND, Permission.MESSAGE_EMBED_LINKS);

    private DiscordCheck() {}

    /** Returns what was found; changes nothing. */
    public static List<Finding> of(DiscordSettings settings, Collection<String> channels) {
        return connected(settings, jda -> {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.good("Discord: the bot is " + jda.getSelfUser().getName()));
            settings.guild().ifPresent(g -> findings.add(guild(jda, g)));
            channels.stream().distinct().forEach(c -> findings.add(channel(jda, c)));
            return findings;
        });
    }

    /** Makes the commands known to Discord; returns how it went and the address that invites the bot. */
    public static List<Finding> register(DiscordSettings settings, List<CommandModel> models) {
        return connected(settings, jda -> {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.good("Discord: invite the bot with " + jda.getInviteUrl(NEEDED)));
            try {
                DiscordCommands.register(jda, settings, DiscordCommands.of(models));
                findings.add(Finding.good("Discord: the commands are known"));
            } catch (RuntimeException e) {
                findings.add(Finding.bad("Discord: the commands were not taken: " + e.getMessage()));
            }
            return findings;
        });
    }

    private interface Look {
        List<Finding> at(JDA jda);
    }

    private static List<Finding> connected(DiscordSettings settings, Look look) {
        JDA jda = null;
        try {
            jda = DiscordPlatform.builder(settings).build().awaitReady();
            return look.at(jda);
        } catch (InvalidTokenException e) {
            return List.of(Finding.bad("Discord: the token is not taken; make a new one at the developer portal."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.bad("Discord: the check was interrupted."));
        } catch (RuntimeException e) {
            return List.of(Finding.bad("Discord: it cannot be reached: " + e.getMessage()));
        } finally {
            if (jda != null) {
                jda.shutdownNow();
            }
        }
    }

    private static Finding guild(JDA jda, String id) {
        Guild guild = jda.getGuildById(id);
        return guild == null
                ? Finding.bad("Discord: the bot is not in guild " + id + "; invite it: " + jda.getInviteUrl(NEEDED))
                : Finding.good("Discord: the bot is in " + guild.getName());
    }

    private static Finding channel(JDA jda, String id) {
        GuildMessageChannel channel = jda.getChannelById(GuildMessageChannel.class, id);
        if (channel == null) {
            return Finding.bad("Discord: channel " + id
                    + " is not there for the bot; give the channel's id and let the bot see it.");
        }
        List<Permission> missing = NEEDED.stream()
                .filter(p -> !channel.getGuild().getSelfMember().hasPermission(channel, p))
                .toList();
        return missing.isEmpty()
                ? Finding.good("Discord: the bot writes in " + channel.getName())
                : Finding.bad("Discord: in " + channel.getName() + " the bot lacks "
                        + missing.stream().map(Permission::getName).toList() + ".");
    }
}
