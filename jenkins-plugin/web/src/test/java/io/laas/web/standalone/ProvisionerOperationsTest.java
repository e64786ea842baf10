package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.OperationListener;
import io.laas.engine.port.OperationOrder;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.VpodId;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Pod;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProvisionerOperationsTest {
    private static final OwnerTag OWNER = new OwnerTag("controller", new LabId("test"), new VpodId("v1"), "b-1", "o-1");

    private final Lab lab;
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final OperationListener listener = new OperationListener() {
        @Override
        public void started() {
            heard.add("started");
        }

        @Override
        public void taskChanged(TaskReport report) {
            heard.add(report);
        }

        @Override
        public void finished(OperationOutcome outcome) {
            heard.add(outcome);
        }
    };

    ProvisionerOperationsTest() throws IOException {
        lab = StandaloneSite.lab();
    }

    private static Hypervisor gone() {
        throw new HypervisorException(HypervisorException.Reason.UNREACHABLE, "Host big does not answer");
    }

    private ProvisionerOperations operations(HypervisorFactory hypervisors) {
        return new ProvisionerOperations(new Provisioner(hypervisors, new SettableClock()), 1);
    }

    private OperationOrder order(String id) {
        Pod pod = lab.pods().get(0);
        Image image = lab.images().get(0);
        Map<String, Image> images = pod.nodes().stream().collect(Collectors.toMap(n -> n.name(), n -> image));
        VpodPlan plan =
                new VpodPlan(OWNER, 0, lab.hosts().get(0), pod, lab.configs().get(0), images, List.of());
        return new OperationOrder(OperationId.parse(id), OperationKind.CHECK, plan);
    }

    private Object next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void reportsTheCourseAndTheEndOfAnOperation() throws InterruptedException {
        try (ProvisionerOperations operations = operations(host -> gone())) {
            operations.start(order("o-1"), listener);

            assertThat(next()).isEqualTo("started");
            assertThat(next())
                    .isInstanceOfSatisfying(
                            OperationOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo("Host big does not answer"));
        }
    }

    @Test
    void turnsSurprisesIntoFailures() throws InterruptedException {
        HypervisorFactory broken = host -> {
            throw new IllegalStateException("surprise");
        };
        try (ProvisionerOperations operations = operations(broken)) {
            operations.start(order("o-1"), listener);

            assertThat(next()).isEqualTo("started");
            assertThat(next()).isInstanceOf(OperationOutcome.Failed.class);
        }
    }

    @Test
    void reportsNothingOnceItIsClosed() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        HypervisorFactory slow = host -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return gone();
        };
        ProvisionerOperations operations = operations(slow);
        operations.start(order("o-1"), listener);
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

        operations.close();

        assertThat(heard).containsExactly("started");
    }

    @Test
    void tellsThatAHostIsOffline() {
        try (ProvisionerOperations operations = operations(host -> gone())) {
            HostStatus status = operations.probe(lab.hosts().get(0));

            assertThat(status.state()).isEqualTo(HostStatus.State.OFFLINE);
            assertThat(status.message()).isEqualTo("Host big does not answer");
        }
    }

    @Test
    void tellsThatLibvirtIsMissing() {
        HypervisorFactory missing = host -> {
            throw new UnsatisfiedLinkError("Unable to load library 'virt'");
        };
        try (ProvisionerOperations operations = operations(missing)) {
            assertThat(operations.probe(lab.hosts().get(0)).message()).contains("libvirt is not installed");
        }
    }

    @Test
    void neverTakesSilenceForAnEmptyHost() {
        try (ProvisionerOperations operations = operations(host -> gone())) {
            assertThatThrownBy(() -> operations.inventory(lab.hosts().get(0), "controller"))
                    .isInstanceOf(HostUnreachableException.class);
            assertThatThrownBy(() -> operations.purge(lab.hosts().get(0), OWNER))
                    .isInstanceOf(HostUnreachableException.class);
        }
    }

    @Test
    void ignoresCancellingWhatDoesNotRun() {
        try (ProvisionerOperations operations = operations(host -> gone())) {
            operations.cancel(OperationId.parse("o-9"));

            assertThat(heard).isEmpty();
        }
    }
}
