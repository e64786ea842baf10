package io.laas.chat.demo;

import io.laas.chat.client.ClientSettings;
import io.laas.chat.client.LaasClient;
import io.laas.chat.console.Credentials;
import io.laas.chat.console.Screen;
import io.laas.chat.console.Terminals;
import io.laas.chat.core.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: does the main job against a running server and says in its last line whether all of it held. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Books, builds, uses, resets, extends and gives back a pod, visibly and through the public API.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it held",
            "1:something did not",
            "2:wrong usage",
            "130:interrupted; the pod was given back"
        })
final class DemoCommand implements Callable<Integer> {
    private final Map<String, String> env;
    private final InstantSource time;
    private final DemoTools tools;

    @Option(names = "--url", required = true, paramLabel = "URL", description = "The server.")
    private String url;

    @Option(names = "--token-file", required = true, paramLabel = "FILE", description = "File with an admin's token.")
    private Path tokenFile;

    @Option(names = "--pod", paramLabel = "POD", defaultValue = "demo", description = "Which pod (${DEFAULT-VALUE}).")
    private String pod;

    @Option(names = "--keep", description = "Stop before the release and leave the pod as it is.")
    private boolean keep;

    @Option(names = "--simulated", description = "The pod is simulated: no machine runs, so none is logged in to.")
    private boolean simulated;

    @Option(names = "--work", paramLabel = "DIR", description = "Where to put the ssh key; left out, a new directory.")
    private Path work;

    @Option(names = "--verdict-file", paramLabel = "FILE", description = "Write the last line there instead.")
    private Path verdictFile;

    DemoCommand(Map<String, String> env, InstantSource time, DemoTools tools) {
        this.env = env;
        this.time = time;
        this.tools = tools;
    }

    @Override
    public Integer call() throws IOException {
        ClientSettings settings;
        try {
            settings = Credentials.find(url, tokenFile, env, Path.of(System.getProperty("user.home")));
        } catch (Credentials.Missing e) {
            System.err.println("demo: " + Plain.line(e.getMessage()));
            return 2;
        }
        Screen screen = Terminals.screen(env);
        Path directory =
                Files.createTempDirectory(work == null ? Path.of(System.getProperty("java.io.tmpdir")) : work, "key");
        StageLog log = new StageLog(time);
        PodUse use = simulated ? new SimulatedUse(tools, directory) : new SshUse(tools, directory);
        Demo demo = new Demo(new LaasClient(settings), screen, use, pod, log);
        Interruption interruption = Interruption.watch(Thread.currentThread(), demo, screen, v -> tell(v, screen));
        boolean kept = false;
        try {
            String verdict = drive(demo, log, screen, interruption);
            kept = keep && verdict.startsWith("demo: ok");
            interruption.over();
            screen.line(Verdict.times(log));
            tell(verdict, screen);
            return verdict.startsWith("demo: ok") ? 0 : 1;
        } catch (InterruptedException e) {
            interruption.mainIsOut();
            return 130;
        } finally {
            if (!kept) {
                delete(directory);
            }
        }
    }

    private String drive(Demo demo, StageLog log, Screen screen, Interruption interruption)
            throws InterruptedException {
        try {
            demo.use();
            if (keep) {
                demo.toGoOn(url, tokenFile).forEach(screen::line);
            } else {
                demo.giveBack();
            }
            return Verdict.ok(log, machines(demo.machines()), keep);
        } catch (DemoFailed e) {
            interruption.check();
            String verdict = Verdict.failed(demo.stage(), e);
            try {
                demo.abandon("the demo failed");
            } catch (DemoFailed more) {
                screen.line("demo: the booking could not be given back: " + Plain.line(more.getMessage()));
            }
            return verdict;
        }
    }

    private String machines(int count) {
        return simulated ? "simulated: %d machines, none of which ran".formatted(count) : count + " machines";
    }

    private void tell(String verdict, Screen screen) {
        if (verdictFile == null) {
            screen.line(verdict);
            return;
        }
        try {
            Files.writeString(verdictFile, verdict + "\n");
        } catch (IOException e) {
            screen.line(verdict + " (and " + verdictFile + " cannot be written)");
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
