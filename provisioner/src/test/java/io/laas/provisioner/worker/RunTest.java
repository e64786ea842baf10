package io.laas.provisioner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.wire.ClaimJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final OperationOutcome DONE = new OperationOutcome.Succeeded(Optional.empty());
    private static final OperationOutcome.Failed FAILED = new OperationOutcome.Failed("report", "no", "");

    private final AtomicInteger news = new AtomicInteger();
    private final Run run = after(Optional.empty());

    private Run after(Optional<Run> before) {
        return new Run(new ClaimJson("o-7", 1), null, 0, before, news::incrementAndGet);
    }

    private static TaskReport report(String task, int percent) {
        return new TaskReport(task, task, TaskState.RUNNING, percent, "");
    }

    @Test
    void ofEachTaskTheLatestIsToldInTheOrderInWhichItChanged() {
        run.taskChanged(report("disks", 10));
        run.taskChanged(report("machines", 20));
        run.taskChanged(report("disks", 30));

        assertThat(run.take()).containsExactly(report("machines", 20), report("disks", 30));
        assertThat(run.take()).isEmpty();
        assertThat(news).hasValue(3);
    }

    @Test
    void whatCouldNotBeToldIsToldLaterUnlessThereIsNewer() {
        run.taskChanged(report("disks", 10));
        run.taskChanged(report("machines", 20));
        List<TaskReport> untold = run.take();
        run.taskChanged(report("disks", 90));

        run.putBack(untold);

        assertThat(run.take()).containsExactly(report("machines", 20), report("disks", 90));
    }

    @Test
    void theEndIsToldAfterTheTasks() {
        run.taskChanged(report("disks", 10));
        run.ended(Optional.of(DONE));
        assertThat(run.end()).isEmpty();

        run.take();

        assertThat(run.end()).contains(DONE);
        assertThat(run.hasEnded()).isTrue();
    }

    @Test
    void aLostRunStopsAndTellsNothing() {
        run.taskChanged(report("disks", 10));

        run.lose();

        assertThat(run.isCancelled()).isTrue();
        run.taskChanged(report("disks", 20));
        run.ended(Optional.of(new OperationOutcome.Cancelled()));
        assertThat(run.take()).isEmpty();
        assertThat(run.end()).isEmpty();
    }

    @Test
    void aStoppedRunTellsItsEnd() {
        run.stop();
        assertThat(run.isCancelled()).isTrue();

        run.ended(Optional.of(new OperationOutcome.Cancelled()));

        assertThat(run.end()).contains(new OperationOutcome.Cancelled());
    }

    @Test
    void anEndThatIsNotTakenIsReplacedOnce() {
        run.ended(Optional.of(DONE));

        assertThat(run.failInstead(FAILED)).isTrue();
        assertThat(run.end()).contains(FAILED);
        assertThat(run.failInstead(FAILED)).isFalse();
        assertThat(run.end()).isEmpty();
    }

    @Test
    void aSecondRunOfAnOperationWaitsForTheFirstOne() throws Exception {
        Run again = after(Optional.of(run));
        CompletableFuture<Boolean> turn = CompletableFuture.supplyAsync(() -> {
            try {
                again.awaitTurn();
                return run.hasEnded();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted in the test", e);
            }
        });
        assertThat(turn).isNotDone();

        run.ended(Optional.empty());

        assertThat(turn.get()).isTrue();
    }
}
