package io.laas.jenkins.operation.work;

import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskReport;
import io.laas.model.travel.ReportJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries reports to the controller, in order and one at a time, while the work goes on. Where the connection is slower than the
 * work, only the latest report of a task in one state is carried. Thread-safe.
 */
final class Courier implements ProgressListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Courier.class.getName());
    private static final Duration LAST_WAY = Duration.ofSeconds(20);

    private final TaskEars ears;
    private final Map<String, TaskReport> waiting = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::carry, "laas-courier");
    private boolean closed;

    Courier(TaskEars ears) {
        this.ears = ears;
        thread.setDaemon(true);
    }

    Courier begin() {
        thread.start();
        return this;
    }

    @Override
    public synchronized void taskChanged(TaskReport report) {
        String place = report.task() + " " + report.state();
        waiting.remove(place);
        waiting.put(place, report);
        notifyAll();
    }

    private void carry() {
        try {
            for (Optional<TaskReport> next = next(); next.isPresent(); next = next()) {
                ears.heard(ReportJson.write(next.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the controller cannot be told", e);
        }
    }

    private synchronized Optional<TaskReport> next() throws InterruptedException {
        while (waiting.isEmpty()) {
            if (closed) {
                return Optional.empty();
            }
            wait();
        }
        String first = waiting.keySet().iterator().next();
        return Optional.of(waiting.remove(first));
    }

    /** Waits until everything is carried, but not for ever. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.join(LAST_WAY.toMillis());
        thread.interrupt();
    }
}
