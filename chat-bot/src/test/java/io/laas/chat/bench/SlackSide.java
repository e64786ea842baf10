package io.laas.chat.bench;

import io.laas.chat.slack.FakeSocket;
import io.laas.chat.slack.SlackClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Slack's end of what is measured, by either way. */
interface SlackSide {
    /** What was typed. */
    interface Sent {
        /** Returns how long the bot took to acknowledge it; empty before it did. */
        Optional<Duration> took();
    }

    Sent type(String user, String line);

    static SlackSide byHttp(SlackClient client) {
        ExecutorService threads = Executors.newCachedThreadPool(r -> {
            Thread thread = new Thread(r, "slack");
            thread.setDaemon(true);
            return thread;
        });
        return (user, line) -> {
            CompletableFuture<Duration> took = CompletableFuture.supplyAsync(
                    () -> {
                        long sent = System.nanoTime();
                        client.type(user, "D" + user, line);
                        return Duration.ofNanos(System.nanoTime() - sent);
                    },
                    threads);
            return () -> Optional.ofNullable(took.getNow(null));
        };
    }

    static SlackSide bySocket(FakeSocket socket, SlackClient client) {
        return (user, line) -> {
            String trigger = client.trigger();
            String envelope = "envelope-" + trigger;
            socket.command(envelope, client.command(user, "D" + user, line, trigger));
            return () -> socket.took(envelope);
        };
    }
}
