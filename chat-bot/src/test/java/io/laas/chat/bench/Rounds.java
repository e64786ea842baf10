package io.laas.chat.bench;

import static org.awaitility.Awaitility.await;

import io.laas.chat.discord.FakeDiscord;
import io.laas.chat.testing.BotProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rounds in which 50 people type at once on Slack and 50 on Discord. */
final class Rounds {
    static final int AT_ONCE = 50;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern ANSWERED = Pattern.compile("laas_bot_commands_seconds_count\\{.*} (\\d+)");

    private final SlackSide slack;
    private final FakeDiscord discord;
    private final BotProcess bot;
    private int asked;

    /** How long each acknowledgement took. */
    record Figures(List<Duration> slack, List<Duration> discord) {}

    Rounds(SlackSide slack, FakeDiscord discord, BotProcess bot) {
        this.slack = slack;
        this.discord = discord;
        this.bot = bot;
    }

    /**
     * Lets people type.
     *
     * @param calm whether a round begins only when all of the one before are answered
     */
    Figures run(int rounds, boolean calm) {
        Figures figures = new Figures(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            round(figures);
            if (calm) {
                await().atMost(LONG).until(() -> answered() >= asked);
            }
        }
        return figures;
    }

    private void round(Figures figures) {
        List<SlackSide.Sent> sent = new ArrayList<>();
        List<FakeDiscord.Interaction> typed = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            sent.add(slack.type("U" + i, line(i)));
            typed.add(discord.type(String.valueOf(1000 + i), true, command(i), Map.of()));
            asked += (line(i).equals("book") ? 0 : 1) + (command(i).equals("book") ? 0 : 1);
        }
        await().atMost(LONG)
                .until(() -> sent.stream().allMatch(s -> s.took().isPresent())
                        && typed.stream().allMatch(t -> t.took().isPresent()));
        sent.forEach(s -> figures.slack().add(s.took().orElseThrow()));
        typed.forEach(t -> figures.discord().add(t.took().orElseThrow()));
    }

    private int answered() {
        return ANSWERED.matcher(bot.metrics())
                .results()
                .mapToInt(r -> Integer.parseInt(r.group(1)))
                .sum();
    }

    /** Every fifth opens a form. */
    private static String command(int i) {
        return i % 5 == 0 ? "book" : i % 2 == 0 ? "pods" : "status";
    }

    private static String line(int i) {
        return i % 10 == 5 ? "book pharos-virtual for 1h" : command(i);
    }
}
