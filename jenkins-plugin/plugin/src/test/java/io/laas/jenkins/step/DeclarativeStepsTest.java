package io.laas.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.jenkins.step.ssh.TestSshServer;
import io.laas.model.booking.BookingState;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every step as Declarative Pipelines write it, outside {@code script} where that is possible. */
@WithJenkins
class DeclarativeStepsTest {
    private Site site;
    private TestSshServer server;

    @TestExtension
    public static final class Pods extends StepPods {}

    @BeforeEach
    void makeSite(JenkinsRule rule, @TempDir Path home) throws Exception {
        StepPods.reset();
        site = Site.with(rule, 1);
        server = new TestSshServer(home);
        StepPods.answerAt(new StepPods.Server("127.0.0.1", server.port(), "laas"));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void stepsInsideTheBlockNeedNoScript() throws Exception {
        WorkflowRun run = site.succeeds("""
                pipeline {
                    agent none
                    stages {
                        stage('all') {
                            steps {
                                laasBook(pod: 'small', hours: 1, purpose: 'declared') {
                                    laasStatus()
                                    laasRun(machine: 'jump', script: 'echo declared on $HOME')
                                    laasRun 'echo on the jump host'
                                    laasRun(script: 'echo with a time limit', timeout: '1m')
                                    laasExtend(length: '5m')
                                    laasReset()
                                    laasInstall(installer: 'hello-world', values: ['port=8081'])
                                    laasSnapshot(name: 'db', machine: 'node1')
                                    laasSnapshot 'all'
                                    echo "booking ${env.LAAS_BOOKING}"
                                }
                            }
                        }
                    }
                }
                """);
        assertThat(Site.log(run))
                .contains(
                        "declared on " + server.home(),
                        "on the jump host",
                        "with a time limit",
                        "is extended until",
                        "are as they were at first",
                        "hello-world is installed on booking b-1",
                        "Snapshot db has 1 MiB.",
                        "Snapshot all has",
                        "booking b-1",
                        "Booking b-1 is given back.");
        assertThat(Site.booking().extensions()).isEqualTo(1);
    }

    @Test
    void bookingForTheRunGoesFromStageToStage() throws Exception {
        WorkflowRun run = site.succeeds("""
                def pod
                pipeline {
                    agent none
                    stages {
                        stage('book') {
                            steps { script { pod = laasBook(pod: 'small') } }
                        }
                        stage('use') {
                            environment { ANSWER = laasRun(booking: "${pod.id}", script: 'echo forty-two', returnStdout: true) }
                            steps { echo "answer <${ANSWER}>" }
                        }
                        stage('give back') {
                            steps { laasRelease(booking: "${pod.id}", wait: true, reason: 'declared') }
                        }
                    }
                    post { always { script { echo "now ${laasStatus(booking: pod.id).state}" } } }
                }
                """);
        assertThat(Site.log(run)).contains("answer <forty-two>", "now DONE");
        assertThat(Site.booking().state()).isEqualTo(BookingState.DONE);
        assertThat(Site.booking().reason()).contains("declared");
    }
}
