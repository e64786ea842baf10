package io.laas.jenkins.step.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** A real ssh server on the loopback that runs commands here, in a home directory of its own, for the key of pipelines and of users that are let in. */
public final class TestSshServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<PublicKey> users = new CopyOnWriteArrayList<>();
    private final Path home;

    public TestSshServer(Path home) throws IOException {
        this.home = home;
        Path tools = fewTools(home);
        server.setHost("127.0.0.1");
        server.setPort(0);
        newHostKey();
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("laas") && (isPipelines(key) || isOneOf(users, key)));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new ProcessShellFactory(
                            command,
                            "sh",
                            "-c",
                            "unset JAVA_HOME; HOME='%s'; PATH='%s'; export HOME PATH; %s"
                                    .formatted(home, tools, command))
                    .createShell(channel);
        });
        server.start();
    }

    /** The machine is a small one: it has what {@link RemoteScript} says it needs and what the tests' scripts use, no more, and knows nothing of this build's Java. */
    private static Path fewTools(Path home) throws IOException {
        Path tools = Files.createDirectories(home.resolve(".tools"));
        for (String tool : List.of(
                "sh", "cat", "chmod", "env", "grep", "head", "mkdir", "mv", "rm", "setsid", "sleep", "tail", "wc")) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of("/bin", tool).toRealPath());
            }
        }
        return tools;
    }

    private static boolean isPipelines(PublicKey key) {
        try {
            return KeyUtils.compareKeys(key, PipelineKey.get().pair().getPublic());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOneOf(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(one -> KeyUtils.compareKeys(one, key));
    }

    /** Lets a user in who has registered this key. */
    public void letIn(PublicKey key) {
        users.add(key);
    }

    /** Gives the machine the Java that this test runs with, and what the shell step of agents needs. */
    public void haveJava() throws IOException {
        link(Path.of(System.getProperty("java.home"), "bin", "java"));
        for (String tool : List.of("cp", "date", "nohup", "ps", "touch", "uname")) {
            link(Path.of("/bin", tool));
        }
    }

    /** Gives the machine a program. */
    public void haveProgram(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(".tools").resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void link(Path program) throws IOException {
        Files.createSymbolicLink(home.resolve(".tools").resolve(program.getFileName()), program.toRealPath());
    }

    /** Shows another host key from now on. */
    public void newHostKey() {
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        keys.setAlgorithm("EC");
        keys.setKeySize(256);
        KeyPairProvider provider = KeyPairProvider.wrap(keys.loadKeys(null));
        server.setKeyPairProvider(provider);
    }

    public int port() {
        return server.getPort();
    }

    /** Returns every command line it was given. */
    public List<String> commands() {
        return commands;
    }

    public Path home() {
        return home;
    }

    /** Cuts all connections. */
    public void hangUp() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
