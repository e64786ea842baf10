package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.command.Commands;
import io.laas.chat.command.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/commands.md");

    private final List<CommandModel> models = Commands.all(new Server(c -> null, InstantSource.system())).stream()
            .map(Command::model)
            .toList();

    @Test
    void pageSaysWhatTheCommandsAre() throws IOException {
        String page = CommandReference.markdown(models);
        if (Boolean.getBoolean("laas.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("write it with -Dlaas.docs.write=true").hasContent(page);
    }

    @Test
    void everyExampleIsARightLine() {
        LineParser parser = new LineParser(Commands.all(new Server(c -> null, InstantSource.system())));
        models.stream()
                .flatMap(m -> m.examples().stream())
                .forEach(e -> assertThat(parser.parse(e)).as(e).isInstanceOf(Parsed.Good.class));
    }
}
