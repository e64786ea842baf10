package io.laas.jenkins.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.port.OperationOrder;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Jenkins is restarted in the middle of an operation; the engine then hands it over again with the same number. */
class RestartTest {
    private static final String TASK = "PROVISION alpha machines";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path storage;

    @Test
    void runGoesOnWithTheTaskInWhichJenkinsEnded() throws Throwable {
        AtomicReference<HeardEnd> before = new AtomicReference<>();
        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            site.agent();
            site.hold("machines");
            before.set(site.start());
            site.awaitDone("begin " + TASK, 1);
        });
        assertThat(before.get().hasEnded()).isFalse();

        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            site.letGo("machines");
            HeardEnd heard = site.start();
            assertThat(heard.end()).isInstanceOf(OperationOutcome.Succeeded.class);
            assertThat(heard.starts()).isEqualTo(1);
            assertThat(site.done("begin " + TASK)).hasSizeGreaterThan(1);
            assertThat(site.job(OperationKind.PROVISION).getBuilds()).hasSize(1);
            jenkins.assertBuildStatusSuccess(site.over(OperationKind.PROVISION, 1));
        });
    }

    @Test
    void operationIsCancelledAfterTheRestart() throws Throwable {
        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            site.agent();
            site.hold("machines");
            site.start();
            site.awaitDone("begin " + TASK, 1);
        });

        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            OperationOrder order = Orders.anOrder(storage).build();
            HeardEnd heard = site.start(order);
            RunOperations.instance().cancel(order.id());
            assertThat(heard.end()).isInstanceOf(OperationOutcome.Cancelled.class);
        });
    }

    @Test
    void operationWhoseRunWasLostIsRunByANewOne() throws Throwable {
        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            site.agent();
            site.hold("machines");
            site.start();
            site.awaitDone("begin " + TASK, 1);
        });

        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            site.run(OperationKind.PROVISION, 1).doKill();
            site.letGo("machines");
            assertThat(site.start().end()).isInstanceOf(OperationOutcome.Succeeded.class);
            jenkins.assertBuildStatusSuccess(site.over(OperationKind.PROVISION, 2));
        });
    }

    @Test
    void queuedRunIsTakenUpAndNotQueuedTwice() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.jenkins.doQuietDown();
            new Site(jenkins, storage).start();
        });

        sessions.then(jenkins -> {
            Site site = new Site(jenkins, storage);
            site.agent();
            assertThat(site.start().end()).isInstanceOf(OperationOutcome.Succeeded.class);
            assertThat(site.job(OperationKind.PROVISION).getBuilds()).hasSize(1);
        });
    }

    /** The provisioner of this test. */
    @TestExtension
    public static final class Fake extends FakeWorkshops {
        private static final long serialVersionUID = 1L;
    }
}
