package io.laas.chat.bot;

import io.laas.chat.command.Commands;
import io.laas.chat.command.Server;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.discord.DiscordCheck;
import io.laas.chat.mail.MailCheck;
import io.laas.chat.platform.Finding;
import io.laas.chat.platform.Platform;
import io.laas.chat.platform.Target;
import io.laas.chat.slack.SlackCheck;
import io.laas.chat.slack.SlackManifest;
import io.laas.chat.store.BotStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** {@code laas bot}: runs the bot; {@code --check} says what is missing; {@code setup} prepares Slack and Discord. */
@CommandLine.Command(
        name = "bot",
        mixinStandardHelpOptions = true,
        description = "The bot for Slack, Discord and mail. It runs until it is ended.")
final class BotCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int MISSING = 1;
    private static final int USAGE = 2;

    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            scope = CommandLine.ScopeType.INHERIT,
            description = "The configuration; left out, chat-bot.yaml if it is there, else the environment alone.")
    private Path file;

    @CommandLine.Option(names = "--check", description = "Look whether everything is set up, say what is not, and end.")
    private boolean check;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<String, String> env;
    private final InstantSource clock;

    BotCommand(Map<String, String> env, InstantSource clock) {
        this.env = env;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<BotConfig> config = config();
        if (config.isEmpty()) {
            return USAGE;
        }
        return check ? check(config.get()) : run(config.get());
    }

    private Optional<BotConfig> config() {
        Path usual = Path.of("chat-bot.yaml");
        Optional<Path> named = Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(env.get("LAAS_BOT_CONFIG")).map(Path::of))
                .or(() -> Files.exists(usual) ? Optional.of(usual) : Optional.empty());
        try {
            return Optional.of(ConfigFile.read(named, env));
        } catch (BotConfig.Wrong e) {
            err().println("laas: " + e.getMessage());
            return Optional.empty();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private int check(BotConfig config) {
        List<Finding> findings = new ArrayList<>(ServerCheck.of(config.server()));
        config.slack().ifPresent(s -> findings.addAll(SlackCheck.of(s, channels(config, "slack"))));
        config.discord().ifPresent(d -> findings.addAll(DiscordCheck.of(d, channels(config, "discord"))));
        config.mail().ifPresent(m -> findings.addAll(MailCheck.of(m)));
        return show(findings);
    }

    private static List<String> channels(BotConfig config, String platform) {
        return config.channels()
                .all()
                .filter(t -> t.platform().equals(platform))
                .map(Target::id)
                .toList();
    }

    private int show(List<Finding> findings) {
        findings.forEach(f -> out().println((f.good() ? "ok       " : "missing  ") + f.what()));
        long missing = findings.stream().filter(f -> !f.good()).count();
        out().println(
                        missing == 0
                                ? "Everything is set up."
                                : missing + " of " + findings.size() + " are not as they should be.");
        out().flush();
        return missing == 0 ? GOOD : MISSING;
    }

    private int run(BotConfig config) throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Bot bot = Bot.start(config, clock)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, closed), "laas-end"));
            String names = bot.platforms().stream().map(Platform::name).collect(Collectors.joining(", "));
            out().println("laas bot: on " + names + ", health at port " + bot.healthPort());
            out().flush();
            ended.await();
        } catch (BotStore.StoreException | IOException e) {
            err().println("laas: " + e.getMessage());
            return MISSING;
        } finally {
            closed.countDown();
        }
        return GOOD;
    }

    /** The process lives until the bot has given what runs its time. */
    private static void end(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @CommandLine.Command(
            name = "setup",
            mixinStandardHelpOptions = true,
            description = "Write the manifest of Slack's app, and make the commands known to Discord.")
    int setup(
            @CommandLine.Option(
                            names = "--url",
                            paramLabel = "URL",
                            description = "Where Slack reaches the bot by HTTP; left out, the app is for Socket Mode.")
                    String url,
            @CommandLine.Option(
                            names = "--slack-manifest",
                            paramLabel = "FILE",
                            defaultValue = "slack-manifest.yaml",
                            description = "Where the manifest is written (${DEFAULT-VALUE}).")
                    Path manifest)
            throws IOException {
        List<CommandModel> models = models();
        String command = env.getOrDefault("SLACK_COMMAND", "/laas");
        Files.writeString(manifest, SlackManifest.yaml(command, models, Optional.ofNullable(url)));
        out().println("Slack: the manifest is in " + manifest
                + ". At https://api.slack.com/apps choose 'Create New App', "
                + "'From a manifest', and paste it; then install the app and keep its tokens in files.");
        if (env.get("DISCORD_TOKEN") == null && file == null && !Files.exists(Path.of("chat-bot.yaml"))) {
            out().println("Discord: make an application with a bot at https://discord.com/developers/applications, "
                    + "give its token, and run this again.");
            return GOOD;
        }
        Optional<BotConfig> config = config();
        if (config.isEmpty()) {
            return USAGE;
        }
        return config.get()
                .discord()
                .map(d -> show(DiscordCheck.register(d, models)))
                .orElse(GOOD);
    }

    private static List<CommandModel> models() {
        Server nowhere = new Server(
                caller -> {
                    throw new IllegalStateException("only the models are looked at");
                },
                InstantSource.system());
        return Commands.all(nowhere).stream().map(Command::model).toList();
    }
}
