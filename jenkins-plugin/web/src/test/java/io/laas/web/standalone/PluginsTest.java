package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.installer.Parameter;
import io.laas.model.installer.WorkflowProvider;
import io.laas.web.contract.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are dropped into a directory; made here by the compiler, so that no class of theirs is on the class path. */
class PluginsTest {
    private static final String SERVICE = "META-INF/services/" + WorkflowProvider.class.getName();
    private static final String SOURCE = """
            package org.example;

            import io.laas.model.installer.Workflow;
            import io.laas.model.installer.WorkflowProvider;
            import io.laas.model.lab.WorkflowFile;
            import java.io.IOException;
            import java.io.InputStream;
            import java.nio.charset.StandardCharsets;
            import java.util.List;

            public final class Tickets implements WorkflowProvider {
                private final List<Workflow> workflows;

                public Tickets() throws IOException {
                    try (InputStream in = Tickets.class.getResourceAsStream("tickets.yaml")) {
                        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                        workflows = WorkflowFile.parse(text, "tickets.yaml").workflow().stream().toList();
                    }
                }

                @Override
                public List<Workflow> workflows() {
                    return workflows;
                }
            }
            """;
    private static final String TICKETS = """
            workflow: tickets
            questions:
              - {name: ticket, title: Number of the ticket, pattern: '[A-Z]+-[0-9]+'}
            """;

    @TempDir
    Path directory;

    private Path compiled() throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(directory.resolve("source/org/example")).resolve("Tickets.java"), SOURCE);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(code).isZero();
        return classes.resolve("org/example/Tickets.class");
    }

    private Path plugins(String provider, boolean withClass) throws IOException {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Files.writeString(plugins.resolve("README.txt"), "not a jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugins.resolve("tickets.jar")))) {
            put(jar, SERVICE, provider.getBytes());
            put(jar, "org/example/tickets.yaml", TICKETS.getBytes());
            if (withClass) {
                put(jar, "org/example/Tickets.class", Files.readAllBytes(compiled()));
            }
        }
        return plugins;
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    @Test
    void whatAJarProvidesIsAskedByTheServer() throws IOException {
        ServerSettings plain = ServerSettings.of(directory.resolve("data"));
        try (ReadyPods pods = new ReadyPods();
                Plugins plugins = Plugins.in(Optional.of(plugins("org.example.Tickets", true)));
                Server server = Server.start(
                        plain.with(new Additions(List.of(), plugins.providers())),
                        List.of(StandaloneSite.lab()),
                        pods,
                        new SettableClock())) {
            assertThat(plugins.providers())
                    .singleElement()
                    .extracting(p -> p.getClass().getName())
                    .isEqualTo("org.example.Tickets");
            String lab = StandaloneSite.lab().id().value();
            ApiClient admin = ApiClient.anonymous(server.uri().resolve("/api/v1"))
                    .token(Files.readString(directory.resolve("data/admin-token"))
                            .strip());
            assertThat(admin.get("/labs/" + lab + "/questions").expect(200).findValuesAsText("name"))
                    .containsExactly("ticket");
            assertThat(server.engine()
                            .catalogue()
                            .workflows()
                            .questions(StandaloneSite.lab().id()))
                    .extracting(Parameter::title)
                    .containsExactly("Number of the ticket");
        }
    }

    @Test
    void jarThatCannotBeUsedKeepsTheServerFromStarting() throws IOException {
        Optional<Path> plugins = Optional.of(plugins("org.example.Tickets", false));
        assertThatThrownBy(() -> Plugins.in(plugins))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("org.example.Tickets")
                .hasMessageContaining("take it away or give one built for this version of LaaS");
        Optional<Path> nowhere = Optional.of(directory.resolve("nowhere"));
        assertThatThrownBy(() -> Plugins.in(nowhere))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--plugins must be a directory that can be read")
                .hasMessageContaining("nowhere");
    }

    @Test
    void withoutADirectoryNothingIsAdded() {
        try (Plugins none = Plugins.in(Optional.empty())) {
            assertThat(none.providers()).isEmpty();
        }
    }
}
