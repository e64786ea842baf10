package io.laas.jenkins.bench;

import hudson.model.Result;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.model.BookingId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * What booking costs a controller: {@code laasBook} of a ready pod beside a block that does nothing and beside {@code lock} of
 * lockable-resources where that plugin is there, all in one controller with a real store; the pods have no machines, so that nothing but
 * the controller is measured. Run by {@code ./laas bench jenkins}; the figures go to the file of {@code -Dlaas.bench.out}.
 */
@WithJenkins
class JenkinsBench {
    private static final int TIMES = 100;
    private static final int ROUNDS = 3;
    private static final int WAITING = 100;
    private static final int THOUSAND = 1000;

    private JenkinsRule jenkins;

    /** The lab's pods, ready at once. */
    @TestExtension
    public static final class Pods extends FakeOperations {}

    @BeforeEach
    void keepTheRule(JenkinsRule rule) {
        jenkins = rule;
        jenkins.timeout = 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void measure(int resources) throws Exception {
        BenchLab lab = BenchLab.with(resources);
        Runs runs = new Runs(jenkins);
        Optional<Locks> locks = Locks.make(jenkins.jenkins, resources);
        say("%,d resources%s", resources, locks.isPresent() ? "" : " (lockable-resources is not here)");
        List<Contender> all = new ArrayList<>();
        all.add(new Contender("a block that does nothing", "withEnv([])"));
        all.add(new Contender("laasBook, any pod", "laasBook(pod: 'one', wait: '1h')"));
        locks.ifPresent(l -> {
            all.add(new Contender("lock by name", "lock('r2')"));
            all.add(new Contender("lock by label, any", "lock(label: 'pods', quantity: 1)"));
        });
        say("  one after the other, per block:      wall ms   CPS thread ms   controller CPU ms");
        all.forEach(c -> each(runs, c));
        waiting(runs, lab, all);
        if (locks.isPresent()) {
            waitingForLock(runs, all);
        }
        if (resources >= THOUSAND) {
            memory(lab, locks);
        }
    }

    private record Contender(String name, String block) {}

    private void each(Runs runs, Contender contender) {
        try {
            runs.times(contender.block(), TIMES);
            List<Cost> costs = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Cost none = runs.times(contender.block(), 0);
                costs.add(runs.times(contender.block(), TIMES).minus(none));
            }
            costs.sort(java.util.Comparator.comparingDouble(Cost::wall));
            Cost cost = costs.get(ROUNDS / 2);
            say(
                    "  %-36s %8.2f %15.2f %19.2f",
                    contender.name(), cost.wall() / TIMES, cost.cps() / TIMES, cost.cpu() / TIMES);
        } catch (Exception e) {
            throw new IllegalStateException(contender.name(), e);
        }
    }

    private void waiting(Runs runs, BenchLab lab, List<Contender> all) throws Exception {
        BookingId held = lab.hold("v1");
        crowd(runs, "laasBook", "laasBook(pod: 'one', vpod: 'v1', wait: '6h')", all, () -> lab.release(held));
    }

    private void waitingForLock(Runs runs, List<Contender> all) throws Exception {
        WorkflowRun holder = runs.start("lock('r1') { waitUntil(quiet: true) { currentBuild.description == 'go' } }");
        jenkins.waitForMessage("Lock acquired on", holder);
        crowd(runs, "lock", "lock('r1')", all, () -> holder.setDescription("go"));
    }

    private interface Opening {
        void open() throws IOException;
    }

    private void crowd(Runs runs, String name, String block, List<Contender> all, Opening opening) throws Exception {
        long before = Heap.usedAfterCollection();
        List<WorkflowRun> crowd = runs.crowd(block, WAITING);
        long after = Heap.usedAfterCollection();
        say(
                "  %d runs wait for one by %s: %.1f KiB of heap each, controller CPU %.1f ms a second",
                WAITING, name, (after - before) / 1024.0 / WAITING, Cost.cpuPerSecond());
        all.stream().skip(1).filter(c -> c.name().startsWith(name)).forEach(c -> each(runs, c));
        long start = System.nanoTime();
        double cpu = Cost.cpuMillis();
        opening.open();
        for (WorkflowRun run : crowd) {
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        }
        say(
                "  handed from one to the next: %.1f ms each, controller CPU %.1f ms",
                (System.nanoTime() - start) / 1e6 / WAITING, (Cost.cpuMillis() - cpu) / WAITING);
    }

    private void memory(BenchLab lab, Optional<Locks> locks) throws Exception {
        long before = Heap.usedAfterCollection();
        List<BookingId> booked = lab.bookAll();
        long active = Heap.usedAfterCollection();
        booked.forEach(lab::release);
        lab.awaitAllFree();
        long over = Heap.usedAfterCollection();
        say(
                "  heap for %,d bookings: active %.2f MiB, over %.2f MiB",
                booked.size(), mib(active - before), mib(over - before));
        if (locks.isPresent()) {
            long unlocked = Heap.usedAfterCollection();
            locks.get().reserveAll();
            say("  heap for %,d reserved locks: %.2f MiB", THOUSAND, mib(Heap.usedAfterCollection() - unlocked));
        }
    }

    private static double mib(long bytes) {
        return bytes / 1024.0 / 1024.0;
    }

    private static void say(String line, Object... values) {
        String text = line.formatted(values).concat("\n");
        System.out.print(text);
        try {
            Files.writeString(
                    Path.of(System.getProperty("laas.bench.out", "target/bench-jenkins.txt")),
                    String.format(Locale.ROOT, line, values) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
