package io.laas.chat.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.command.Commands;
import io.laas.chat.command.Server;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import java.time.InstantSource;
import java.util.List;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import org.junit.jupiter.api.Test;

class DiscordCommandsTest {
    private final List<CommandModel> models = Commands.all(new Server(c -> null, InstantSource.system())).stream()
            .map(Command::model)
            .toList();
    private final List<SlashCommandData> pages = DiscordCommands.of(models);

    @Test
    void keepsToWhatDiscordAllows() {
        assertThat(pages).allSatisfy(p -> {
            assertThat(p.getSubcommands()).hasSizeBetween(1, 25);
            assertThat(DiscordCommands.characters(p)).isLessThanOrEqualTo(DiscordCommands.MAX_CHARACTERS);
            assertThat(p.getSubcommands())
                    .allSatisfy(s -> assertThat(s.getOptions()).hasSizeLessThanOrEqualTo(25));
        });
    }

    /** The guides say so, and to whoever is new, too. */
    @Test
    void everydayCommandsAreAllBelowLaas() {
        assertThat(pages).extracting(SlashCommandData::getName).containsExactly("laas", "laas-more", "laas-more-2");
        assertThat(pages.get(0).getSubcommands())
                .extracting(SubcommandData::getName)
                .contains("link", "help")
                .containsExactlyElementsOf(models.stream()
                        .filter(m -> !m.seldom())
                        .map(CommandModel::name)
                        .toList());
    }

    @Test
    void offersNoFilesWhereNoneAreRead() {
        SubcommandData pod = pages.stream()
                .flatMap(p -> p.getSubcommands().stream())
                .filter(s -> s.getName().equals("pod"))
                .findFirst()
                .orElseThrow();

        assertThat(pod.getOptions())
                .extracting(OptionData::getName)
                .contains("as", "lab")
                .doesNotContain("file", "idf", "yes");
    }
}
