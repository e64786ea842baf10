package io.laas.chat.bench;

import static org.awaitility.Awaitility.await;

import io.laas.chat.discord.FakeDiscord;
import io.laas.chat.slack.FakeSlack;
import io.laas.chat.slack.FakeSocket;
import io.laas.chat.slack.SlackClient;
import io.laas.chat.testing.BotFiles;
import io.laas.chat.testing.BotProcess;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.SlowServer;
import io.laas.engine.account.Right;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How soon the bot acknowledges what is typed: in each round 50 people type at once on Slack and 50 on Discord, while the server
 * answers at once, after three seconds, or after a minute. Every fifth opens a form. The bot is a process of its own, the server is
 * the real one. Arguments: rounds for each line of the table (default 20).
 */
public final class ChatBench {
    private static final Duration WANTED = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final List<Duration> LATE = List.of(Duration.ZERO, Duration.ofSeconds(3), Duration.ofMinutes(1));
    private static final double MILLIS = 1e6;

    private final PrintStream out = System.out;
    private final int rounds;
    private boolean held = true;

    private ChatBench(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        ChatBench bench = new ChatBench(args.length > 0 ? Integer.parseInt(args[0]) : 20);
        bench.run();
        System.exit(bench.held ? 0 : 1);
    }

    private void run() throws Exception {
        out.printf(
                Locale.ROOT,
                "acknowledged after (ms), %d commands at once on each platform, %d rounds:%n%-22s %-16s %8s %8s %8s%n",
                Rounds.AT_ONCE,
                rounds,
                "server answers after",
                "platform",
                "p50",
                "p99",
                "longest");
        for (boolean socket : new boolean[] {false, true}) {
            for (Duration late : LATE) {
                measure(late, socket);
            }
        }
        out.printf(
                Locale.ROOT,
                "wanted: p99 below %d ms, none after %d ms: %s%n",
                WANTED.toMillis(),
                LIMIT.toMillis(),
                held ? "held" : "NOT HELD");
    }

    private void measure(Duration late, boolean socket) throws Exception {
        Path directory = Files.createTempDirectory("laas-bench");
        try (BotRig rig = new BotRig(directory);
                SlowServer server = new SlowServer(rig.server().uri());
                FakeSlack slack = new FakeSlack();
                FakeDiscord discord = new FakeDiscord()) {
            for (int i = 0; i < Rounds.AT_ONCE; i++) {
                rig.link("s" + i, "slack:T1:U" + i, Right.VIEW, Right.BOOK);
                rig.link("d" + i, "discord:" + (1000 + i), Right.VIEW, Right.BOOK);
            }
            FakeSocket sockets = new FakeSocket();
            slack.socketAt(sockets.url());
            BotFiles files = new BotFiles(directory.resolve("bot")).server(server.uri(), rig.botToken());
            files = socket ? files.slackBySocket(slack.api()) : files.slackByHttp(slack.api(), SlackClient.SECRET);
            files.discord(discord.api(), discord.gatewayUrl(), FakeDiscord.GUILD, "good-token");
            try (BotProcess bot = BotProcess.start(files.written()).up()) {
                await().atMost(Duration.ofMinutes(1)).until(() -> bot.healthStatus() == 200);
                SlackSide side = socket
                        ? SlackSide.bySocket(sockets, new SlackClient(slack, rig.clock(), 1))
                        : SlackSide.byHttp(new SlackClient(slack, rig.clock(), bot.slackPort()));
                Rounds all = new Rounds(side, discord, bot);
                all.run(3, true);
                server.late(late);
                Rounds.Figures figures = all.run(rounds, late.isZero());
                show(late, socket ? "Slack by socket" : "Slack by HTTP", figures.slack());
                show(late, "Discord", figures.discord());
            } finally {
                sockets.stop(500);
            }
        } finally {
            delete(directory);
        }
    }

    private void show(Duration late, String platform, List<Duration> took) {
        took.sort(Comparator.naturalOrder());
        Duration p99 = took.get((int) Math.ceil(took.size() * 0.99) - 1);
        Duration longest = took.get(took.size() - 1);
        held &= p99.compareTo(WANTED) < 0 && longest.compareTo(LIMIT) < 0;
        out.printf(
                Locale.ROOT,
                "%-22s %-16s %8.0f %8.0f %8.0f%n",
                late.isZero() ? "at once" : late.toSeconds() + " s",
                platform,
                took.get(took.size() / 2).toNanos() / MILLIS,
                p99.toNanos() / MILLIS,
                longest.toNanos() / MILLIS);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
