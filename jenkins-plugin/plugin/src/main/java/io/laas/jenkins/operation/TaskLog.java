package io.laas.jenkins.operation;

import hudson.model.TaskListener;
import io.laas.model.Names;
import io.laas.model.operation.TaskReport;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Writes into the log of a step what changes: one line for each, nothing for percents. Thread-safe. */
final class TaskLog {
    private static final Logger LOG = Logger.getLogger(TaskLog.class.getName());
    private static final Pattern PERCENT = Pattern.compile("\\d+ ?%");
    private static final int MAX_LINE = 500;

    private final StepContext context;
    private final Map<String, String> last = new HashMap<>();

    TaskLog(StepContext context) {
        this.context = context;
    }

    synchronized void changed(TaskReport report) {
        String line = report.message().isEmpty()
                ? report.state().name().toLowerCase(Locale.ROOT)
                : "%s, %s".formatted(report.state().name().toLowerCase(Locale.ROOT), report.message());
        String news = PERCENT.matcher(line).replaceAll("%");
        if (!news.equals(last.put(report.task(), news))) {
            line("%s: %s".formatted(report.task(), line));
        }
    }

    /** Writes a line; whatever is in it is shown as text. */
    void line(String text) {
        try {
            context.get(TaskListener.class).getLogger().println("[laas] " + Names.clean(text, MAX_LINE));
        } catch (IOException e) {
            LOG.log(Level.FINE, "the run has no log any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
