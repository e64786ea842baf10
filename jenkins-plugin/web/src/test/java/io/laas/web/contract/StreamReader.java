package io.laas.web.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads one event stream, leaves it now and then, and comes back with Last-Event-ID. Every number read is kept, in order. */
final class StreamReader implements AutoCloseable {
    private final ApiClient client;
    private final int leaveAfter;
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile InputStream open;
    private volatile int connections;
    private volatile boolean heartbeat;

    /**
     * @param leaveAfter after how many events of a connection to drop it; 0: never
     */
    StreamReader(ApiClient client, long after, int leaveAfter) {
        this.client = client;
        this.leaveAfter = leaveAfter;
        this.thread = new Thread(() -> readOn(after), "stream-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void readOn(long after) {
        while (!closed) {
            try {
                long last = numbers.isEmpty() ? after : numbers.get(numbers.size() - 1);
                HttpResponse<InputStream> answer = client.with("Accept", "text/event-stream")
                        .with("Last-Event-ID", Long.toString(last))
                        .open("/events/stream");
                open = answer.body();
                connections++;
                readOnce(answer.body());
            } catch (IOException e) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void readOnce(InputStream body) throws IOException {
        int seen = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                heartbeat |= line.startsWith(":");
                if (line.startsWith("id:")) {
                    numbers.add(Long.parseLong(line.substring(3).strip()));
                    seen++;
                }
                if (leaveAfter > 0 && seen >= leaveAfter && line.isEmpty()) {
                    return;
                }
            }
        }
    }

    List<Long> numbers() {
        return numbers;
    }

    int connections() {
        return connections;
    }

    boolean heartbeat() {
        return heartbeat;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        InputStream body = open;
        if (body != null) {
            body.close();
        }
        thread.interrupt();
    }
}
