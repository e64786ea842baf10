package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.command.Commands;
import io.laas.chat.command.Server;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final Completion completion = new Completion(
            Commands.all(new Server(c -> null, InstantSource.system())).stream()
                    .map(Command::model)
                    .toList(),
            (kind, pod) -> switch (kind) {
                case POD -> List.of("demo", "pharos-virtual");
                case CONFIG -> pod.map(p -> List.of("on-" + p)).orElse(List.of("hello"));
                default -> List.of();
            });

    private List<String> at(String line) {
        return completion.at(line).stream().map(Completion.Offer::word).toList();
    }

    @Test
    void offersCommandsFirst() {
        assertThat(at("")).contains("book", "help");
        assertThat(at("/laas re")).containsExactly("reset", "release");
    }

    @Test
    void offersValuesThenWords() {
        assertThat(at("book ")).contains("demo", "pharos-virtual", "for", "--no-wait");
        assertThat(at("book ph")).containsExactly("pharos-virtual");
        assertThat(at("book demo config ")).containsExactly("on-demo");
        assertThat(at("book demo for 3d config ")).containsExactly("on-demo");
        assertThat(at("config show ")).contains("hello");
        assertThat(at("book demo for 3d ")).doesNotContain("for", "demo").contains("until");
        assertThat(at("keys ")).contains("add", "list", "remove");
        assertThat(at("help rel")).containsExactly("release");
    }

    @Test
    void offersNothingForUnknownCommands() {
        assertThat(at("xyzzy ")).isEmpty();
    }
}
