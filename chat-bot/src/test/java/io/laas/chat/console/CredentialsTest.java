package io.laas.chat.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.chat.client.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path home;

    private Path token(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String found(Path option, Map<String, String> env) throws Credentials.Missing {
        return Credentials.find(null, option, env, home).token();
    }

    @Test
    void takesTheOptionThenTheEnvironmentThenTheUsualPlace() throws Exception {
        token(".config/laas/token", "usual\n");
        Path file = token("file", "file\n");
        Path option = token("option", "option\n");
        Map<String, String> both = Map.of("LAAS_TOKEN", "env", "LAAS_TOKEN_FILE", file.toString());
        assertThat(found(option, both)).isEqualTo("option");
        assertThat(found(null, both)).isEqualTo("env");
        assertThat(found(null, Map.of("LAAS_TOKEN_FILE", file.toString()))).isEqualTo("file");
        assertThat(found(null, Map.of())).isEqualTo("usual");
    }

    @Test
    void takesTheAddressFromTheOptionThenTheEnvironment() throws Exception {
        Map<String, String> env = Map.of("LAAS_TOKEN", "t", "LAAS_URL", "https://lab.example.org/");
        assertThat(Credentials.find("http://127.0.0.1:9/", null, env, home).server())
                .isEqualTo(URI.create("http://127.0.0.1:9/"));
        ClientSettings settings = Credentials.find(null, null, env, home);
        assertThat(settings.server()).isEqualTo(URI.create("https://lab.example.org/"));
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> found(null, Map.of())).hasMessageContaining("There is no token", "--token-file");
        assertThatThrownBy(() -> found(null, Map.of("LAAS_TOKEN", "two words"))).hasMessageContaining("is not a token");
        assertThatThrownBy(() -> found(token("empty", "\n"), Map.of())).hasMessageContaining("is not a token");
        assertThatThrownBy(() -> found(token("x", "a\r\nX-Evil: 1"), Map.of())).hasMessageContaining("is not a token");
    }
}
