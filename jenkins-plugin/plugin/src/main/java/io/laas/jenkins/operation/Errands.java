package io.laas.jenkins.operation;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.TaskListener;
import hudson.slaves.ComputerListener;
import io.laas.jenkins.operation.Places.Place;
import io.laas.jenkins.operation.work.EndCall;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The errands of all runs that are under way in this controller, and where each operation has been worked on. Thread-safe. */
final class Errands {
    private static final Logger LOG = Logger.getLogger(Errands.class.getName());

    private final List<Errand> underWay = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> nodes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Sends an errand on its way, in a thread of its own. */
    void begin(Errand errand) {
        if (closed) {
            return;
        }
        underWay.add(errand);
        Computer.threadPoolForRemoting.execute(() -> {
            try {
                errand.run();
            } finally {
                underWay.remove(errand);
            }
        });
    }

    /** Remembers that the operation was worked on there. */
    void workedOn(String operation, Optional<String> node) {
        nodes.computeIfAbsent(operation, o -> ConcurrentHashMap.newKeySet()).add(node.orElse(""));
    }

    /** Asks the tasks of an operation that are under way to stop. */
    void stop(String operation, Throwable why) {
        tasksOf(operation).forEach(errand -> errand.stop(why));
    }

    private List<Errand> tasksOf(String operation) {
        return underWay.stream().filter(e -> e.isTaskOf(operation)).toList();
    }

    /** Stops what is under way for an operation, waits for that, and lets go of the operation where it was worked on. */
    void end(String operation, Throwable why) throws InterruptedException {
        List<Errand> mine = tasksOf(operation);
        mine.forEach(errand -> errand.stop(why));
        long end = System.nanoTime()
                + Patience.forStop().plus(Duration.ofSeconds(10)).toNanos();
        for (Errand errand : mine) {
            errand.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        letGo(operation);
    }

    private void letGo(String operation) {
        Set<String> where = nodes.remove(operation);
        for (String node : where == null ? Set.<String>of() : new HashSet<>(where)) {
            Optional<Place> place = node.isEmpty() ? Optional.of(Places.controller()) : Places.agent(node);
            place.ifPresent(p -> tell(p, EndCall.close(operation)));
        }
    }

    /** Tells a process something without waiting for its answer; if it cannot be told, it finds out by itself. */
    static void tell(Place place, EndCall call) {
        try {
            place.channel().callAsync(call);
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> place.name() + " cannot be told");
        }
    }

    /** Lets those that wait look again. */
    void wake() {
        underWay.forEach(Errand::wake);
    }

    /** Leaves everything as it is: Jenkins ends, and runs that are resumed send their errands anew. */
    void close() {
        closed = true;
        underWay.forEach(Errand::abandon);
    }

    /** An agent is there again. */
    @Extension
    public static final class Return extends ComputerListener {
        @Override
        public void onOnline(Computer computer, TaskListener listener) {
            RunOperations.instance().errands().wake();
        }
    }
}
