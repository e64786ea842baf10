package io.laas.chat.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.core.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
    @TempDir
    private Path home;

    private TextFiles.Read read(String name) {
        return new OwnFiles(home).read(name);
    }

    private String why(String name) {
        return ((TextFiles.Unread) read(name)).why();
    }

    @Test
    void readsAFileOfTheHomeAndOneByItsWholeName() throws IOException {
        Path file = Files.writeString(home.resolve("pod ä.yaml"), "größe: 1\n");

        assertThat(read("~/pod ä.yaml")).isEqualTo(new TextFiles.Text("größe: 1\n"));
        assertThat(read(file.toString())).isEqualTo(new TextFiles.Text("größe: 1\n"));
    }

    @Test
    void readsAsMuchAsTheServerTakesAndNotMore() throws IOException {
        Files.write(home.resolve("just"), new byte[512 << 10]);
        Files.write(home.resolve("more"), new byte[(512 << 10) + 1]);

        assertThat(read("~/just")).isInstanceOf(TextFiles.Text.class);
        assertThat(why("~/more")).isEqualTo("~/more is longer than 512 KiB, the most that the server takes.");
    }

    @Test
    void saysWhyAFileIsNotRead() throws IOException {
        Files.write(home.resolve("latin"), new byte[] {'g', 'r', (byte) 0xf6});

        assertThat(why("~/none.yaml")).contains("There is no file ~/none.yaml.");
        assertThat(why("~/latin")).contains("is not UTF-8 text");
        assertThat(why(home.toString())).contains("is not a file with text");
        assertThat(why("/dev/zero")).contains("is not a file with text");
        assertThat(why("a\0b")).contains("cannot be read");
    }
}
