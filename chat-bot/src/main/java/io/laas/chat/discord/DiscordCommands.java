package io.laas.chat.discord;

import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Param;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** Makes Discord's command with its subcommands and options of the commands there are. */
final class DiscordCommands {
    static final String NAME = "laas";
    private static final int MAX_DESCRIPTION = 100;
    private static final int MAX_SUBCOMMANDS = 25;
    private static final int MAX_CHOICES = 25;

    /** Whoever presses a button is asked there. */
    private static final Set<String> LEFT_OUT = Set.of("yes", "no-wait");

    private static final Set<Kind> FREE = EnumSet.of(Kind.TEXT, Kind.SENTENCE, Kind.USERS, Kind.FLAG);

    private DiscordCommands() {}

    static SlashCommandData of(List<CommandModel> models) {
        if (models.size() > MAX_SUBCOMMANDS) {
            throw new IllegalArgumentException("Discord takes 25 subcommands, there are " + models.size());
        }
        return Commands.slash(NAME, Texts.of("discord.about"))
                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)
                .addSubcommands(models.stream().map(DiscordCommands::subcommand).toList());
    }

    private static SubcommandData subcommand(CommandModel model) {
        List<OptionData> options = model.params().stream()
                .filter(p -> !LEFT_OUT.contains(p.name()))
                .map(DiscordCommands::option)
                .sorted((a, b) -> Boolean.compare(b.isRequired(), a.isRequired()))
                .toList();
        return new SubcommandData(model.name(), about(model.summary())).addOptions(options);
    }

    private static OptionData option(Param param) {
        boolean flag = param.form() == Param.Form.FLAG;
        boolean required = param.required() && !formOpens(param);
        OptionData option = new OptionData(
                flag ? OptionType.BOOLEAN : OptionType.STRING, param.name(), about(param.help()), required);
        if (!param.values().isEmpty()) {
            param.values().stream().limit(MAX_CHOICES).forEach(v -> option.addChoice(v, v));
        } else if (!FREE.contains(param.kind())) {
            option.setAutoComplete(true);
        }
        return option;
    }

    /** Where a pod is missing a form is opened. */
    private static boolean formOpens(Param param) {
        return param.kind() == Kind.POD;
    }

    private static String about(String text) {
        return Plain.shortened(text, MAX_DESCRIPTION);
    }

    /** Returns a digest of the commands, so that they are registered again when they change. */
    static String digest(SlashCommandData command) {
        try {
            byte[] bytes = command.toData().toJson();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Makes the command known to Discord. */
    static void register(JDA jda, DiscordSettings settings, SlashCommandData command) {
        if (settings.guild().isEmpty()) {
            jda.updateCommands().addCommands(command).complete();
            return;
        }
        Guild guild = jda.getGuildById(settings.guild().get());
        if (guild == null) {
            throw new IllegalStateException(
                    "the bot is not in guild " + settings.guild().get());
        }
        guild.updateCommands().addCommands(command).complete();
    }
}
