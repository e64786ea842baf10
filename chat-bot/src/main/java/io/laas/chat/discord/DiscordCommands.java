package io.laas.chat.discord;

import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Param;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Makes Discord's commands with their subcommands and options of the commands there are. Discord limits what one command holds, so
 * what is needed seldom is in a second one, and in further ones if it has to be.
 */
final class DiscordCommands {
    private static final String NAME = "laas";
    private static final String MORE = "laas-more";
    private static final int MAX_DESCRIPTION = 100;
    /** Of all names, descriptions and values of a command. */
    static final int MAX_CHARACTERS = 4000;

    private static final int MAX_SUBCOMMANDS = 25;
    private static final int MAX_CHOICES = 25;

    /** Whoever presses a button is asked there; files are read at the console only. */
    private static final Set<String> LEFT_OUT = Set.of("yes", "no-wait", "file", "idf");

    private static final Set<Kind> FREE = EnumSet.of(Kind.TEXT, Kind.SENTENCE, Kind.USERS, Kind.FLAG);

    private DiscordCommands() {}

    /** Returns Discord's commands, the everyday one first. */
    static List<SlashCommandData> of(List<CommandModel> models) {
        List<SlashCommandData> pages = new ArrayList<>();
        for (boolean seldom : List.of(false, true)) {
            SlashCommandData page = page(pages);
            for (CommandModel model :
                    models.stream().filter(m -> m.seldom() == seldom).toList()) {
                SubcommandData next = subcommand(model);
                boolean full = page.getSubcommands().size() == MAX_SUBCOMMANDS
                        || characters(page) + characters(next.toData()) > MAX_CHARACTERS;
                page = full ? page(pages) : page;
                page.addSubcommands(next);
            }
        }
        return pages.stream().filter(p -> !p.getSubcommands().isEmpty()).toList();
    }

    /** Adds an empty command: the everyday one, one for more, and further ones with a number. */
    private static SlashCommandData page(List<SlashCommandData> pages) {
        String name = pages.isEmpty() ? NAME : pages.size() == 1 ? MORE : MORE + "-" + pages.size();
        SlashCommandData page = Commands.slash(name, Texts.of(pages.isEmpty() ? "discord.about" : "discord.more"))
                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM);
        pages.add(page);
        return page;
    }

    static int characters(SlashCommandData command) {
        return characters(command.toData());
    }

    private static int characters(DataObject data) {
        int sum = data.getString("name").length()
                + data.getString("description", "").length()
                + data.getString("value", "").length();
        for (String list : List.of("options", "choices")) {
            for (DataObject part : data.optArray(list).orElseGet(DataArray::empty).stream(DataArray::getObject)
                    .toList()) {
                sum += characters(part);
            }
        }
        return sum;
    }

    /** Returns whether a command of that name is one of them. */
    static boolean isOurs(String name) {
        return name.equals(NAME) || name.startsWith(MORE);
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
    static String digest(List<SlashCommandData> commands) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            commands.forEach(c -> sha.update(c.toData().toJson()));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Makes the commands known to Discord. */
    static void register(JDA jda, DiscordSettings settings, List<SlashCommandData> commands) {
        if (settings.guild().isEmpty()) {
            jda.updateCommands().addCommands(commands).complete();
            return;
        }
        Guild guild = jda.getGuildById(settings.guild().get());
        if (guild == null) {
            throw new IllegalStateException(
                    "the bot is not in guild " + settings.guild().get());
        }
        guild.updateCommands().addCommands(commands).complete();
    }
}
