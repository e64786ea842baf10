package io.laas.jenkins.operation;

import static org.awaitility.Awaitility.await;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.laas.engine.port.OperationOrder;
import io.laas.model.operation.OperationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins with an agent labelled {@code kvm}, and the files by which the fake workshop is told what to do. */
final class Site {
    static final Duration LONG = Duration.ofSeconds(120);

    private final JenkinsRule jenkins;
    private final Path storage;

    Site(JenkinsRule jenkins, Path storage) {
        this.jenkins = jenkins;
        this.storage = storage;
    }

    DumbSlave agent() throws Exception {
        return jenkins.createOnlineSlave(Label.get("kvm"));
    }

    HeardEnd start(OperationOrder order) {
        HeardEnd heard = new HeardEnd();
        RunOperations.instance().start(order, heard);
        return heard;
    }

    HeardEnd start() {
        return start(Orders.anOrder(storage).build());
    }

    void hold(String task) throws IOException {
        Files.createFile(storage.resolve("hold-" + task));
    }

    void letGo(String task) throws IOException {
        Files.delete(storage.resolve("hold-" + task));
    }

    void letFail(String task) throws IOException {
        Files.createFile(storage.resolve("fail-" + task));
    }

    void allowToSucceed(String task) throws IOException {
        Files.delete(storage.resolve("fail-" + task));
    }

    /** Returns what the fake workshops wrote. */
    List<String> done() {
        try {
            Path log = storage.resolve("log");
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no log", e);
        }
    }

    List<String> done(String what) {
        return done().stream().filter(line -> line.contains(what)).toList();
    }

    /** Waits until the fake workshops wrote such a line so often. */
    void awaitDone(String what, int times) {
        await(what + " was done " + times + " times")
                .atMost(LONG)
                .until(() -> done(what).size() >= times);
    }

    WorkflowJob job(OperationKind kind) throws IOException {
        return RunOperations.instance().jobs().ensure(kind);
    }

    void edit(String script) throws Exception {
        job(OperationKind.PROVISION).setDefinition(new CpsFlowDefinition(script, true));
    }

    WorkflowRun run(OperationKind kind, int number) throws Exception {
        WorkflowJob job = job(kind);
        return await("run " + number).atMost(LONG).until(() -> job.getBuildByNumber(number), run -> run != null);
    }

    WorkflowRun over(OperationKind kind, int number) throws Exception {
        return jenkins.waitForCompletion(run(kind, number));
    }
}
