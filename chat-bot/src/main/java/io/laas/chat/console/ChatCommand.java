package io.laas.chat.console;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.ClientSettings;
import io.laas.chat.client.LaasClient;
import io.laas.chat.command.Commands;
import io.laas.chat.command.NameSource;
import io.laas.chat.command.Server;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Completion;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Texts;
import io.laas.model.Channel;
import io.laas.model.wire.InfoJson;
import io.laas.model.wire.MeJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code laas chat}: the prompt, one command with {@code -c}, or the lines of a pipe. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = "The /laas commands at a prompt, or one of them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused, failed or answered with no", "2:wrong usage or input, or --yes was needed"
        })
final class ChatCommand implements Callable<Integer> {
    private final Map<String, String> env;
    private final InstantSource time;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server; else LAAS_URL, else http://127.0.0.1:8920/.")
    private String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token; else LAAS_TOKEN or LAAS_TOKEN_FILE, else ~/.config/laas/token.")
    private Path tokenFile;

    @Option(names = "-c", paramLabel = "COMMAND", description = "Run this command and end.")
    private String command;

    @Option(
            names = {"-y", "--yes"},
            description = "Answer every question with yes.")
    private boolean yes;

    ChatCommand(Map<String, String> env, InstantSource time) {
        this.env = env;
        this.time = time;
    }

    @Override
    public Integer call() throws IOException {
        ClientSettings settings;
        try {
            settings = Credentials.find(url, tokenFile, env, Path.of(System.getProperty("user.home")));
        } catch (Credentials.Missing e) {
            System.err.println("laas: " + Plain.line(e.getMessage()));
            return Session.USAGE;
        }
        LaasClient client = new LaasClient(settings);
        Server server = new Server(caller -> client, time);
        AtomicReference<ZoneId> zone = new AtomicReference<>(zone(client));
        OwnFiles files = new OwnFiles(Path.of(System.getProperty("user.home")));
        CommandRouter router =
                new CommandRouter(Commands.all(server, (who, set) -> zone.set(set), Optional.of(files)), time);
        Supplier<Caller> caller = () -> new Caller(Channel.CONSOLE, Optional.empty(), zone.get());
        if (command != null) {
            Screen screen = Terminals.screen(env);
            return new Session(router, caller, screen, asker(screen)).run(command);
        }
        Optional<Terminal> terminal = Terminals.open(env);
        if (terminal.isEmpty()) {
            return pipe(new Session(router, caller, Terminals.screen(env), question -> yesOrNobody()));
        }
        try (Terminal t = terminal.get()) {
            Screen screen = Terminals.screen(env, t);
            NameSource names = new NameSource(server);
            Completion completion =
                    new Completion(router.models(), (kind, pod) -> names.names(caller.get(), kind, pod));
            Prompt prompt = new Prompt(t, completion, history());
            welcome(client, settings, screen);
            prompt.run(new Session(router, caller, screen, yes ? q -> yesOrNobody() : prompt::ask));
        }
        return Session.DONE;
    }

    private Optional<String> yesOrNobody() {
        return yes ? Optional.of("y") : Optional.empty();
    }

    private static ZoneId zone(LaasClient client) {
        Optional<String> zone = client.me().value().map(MeJson::zone);
        try {
            return zone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    private Function<String, Optional<String>> asker(Screen screen) {
        if (yes || !Terminals.isTerminal(env)) {
            return question -> yesOrNobody();
        }
        return question -> {
            screen.ask(question);
            return Optional.of(Optional.ofNullable(System.console().readLine()).orElse(""));
        };
    }

    /** Runs each line; the exit code is that of the last line that did not end well. */
    private static int pipe(Session session) throws IOException {
        int code = Session.DONE;
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                int now = session.run(line);
                code = now == Session.DONE ? code : now;
            }
        }
        return code;
    }

    private static void welcome(LaasClient client, ClientSettings settings, Screen screen) {
        ApiResult<InfoJson> info = client.info();
        screen.line(info.either(
                i -> Texts.of("console.welcome", Plain.line(i.version()), settings.server()),
                error -> Texts.of("console.noserver", Plain.line(error.message()))));
    }

    private Path history() throws IOException {
        String state = env.get("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return Files.createDirectories(base.resolve("laas")).resolve("history");
    }
}
