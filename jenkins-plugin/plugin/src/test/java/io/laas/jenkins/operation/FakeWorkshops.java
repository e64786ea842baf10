package io.laas.jenkins.operation;

import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.jenkins.operation.work.OpenTasks;
import io.laas.jenkins.operation.work.Workshop;
import io.laas.jenkins.operation.work.Workshops;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.TaskName;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.MachineUse;
import io.laas.model.use.PodUse;
import io.laas.provisioner.Provisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stand-in for the provisioner. Processes that have it are told what to do by files in the host's storage directory:
 * {@code hold-TASK} keeps a task from ending, {@code fail-TASK} makes it fail; it writes into {@code log} which process began and
 * ended which task. A test makes it an extension by a nested class.
 */
abstract class FakeWorkshops extends Workshops {
    private static final long serialVersionUID = 1L;
    private static final long LOOK_MILLIS = 20;

    @Override
    public Workshop here() {
        return new FakeWorkshop();
    }

    private record FakeWorkshop() implements Workshop {
        @Override
        public OpenTasks open(OperationKind kind, VpodPlan plan) {
            return new FakeTasks(
                    Path.of(plan.host().storage()), kind, plan.vpod().value());
        }

        @Override
        public HostStatus probe(Host host) {
            return new HostStatus(HostStatus.State.ONLINE, Accel.KVM, "asked from process " + pid());
        }

        @Override
        public List<HostedThing> inventory(Host host, String controller) {
            reach(host);
            OwnerTag owner = Orders.owner(controller, "alpha");
            return List.of(new HostedThing("domain", "laas-alpha-jump", owner));
        }

        private static void reach(Host host) {
            if (Files.exists(Path.of(host.storage(), "unreachable"))) {
                throw new HostUnreachableException(host.id(), "libvirt is gone", new IOException("libvirt is gone"));
            }
        }

        @Override
        public void purge(Host host, OwnerTag owner) {
            write(Path.of(host.storage()), "purged " + owner.vpod());
        }

        @Override
        public MachineView look(VpodPlan plan, String machine, MachineLook look) {
            String all = "boot of " + machine + "\n";
            int from = (int) Math.max(0, Math.min(look.consoleFrom(), all.length()));
            return new MachineView(
                    "RUNNING",
                    look.facts(),
                    Optional.empty(),
                    look.facts() ? List.of("hostname " + machine) : List.of(),
                    look.consoleFrom() < 0 ? "" : all.substring(from),
                    all.length());
        }

        @Override
        public PodUse use(VpodPlan plan) {
            reach(plan.host());
            return new PodUse(plan.pod().nodes().stream()
                    .map(n -> new MachineUse(n.name(), true, 1, 2, 3))
                    .toList());
        }

        @Override
        public List<String> snapshotFiles(Host host, String controller) {
            return List.of("snap-of-" + controller);
        }

        @Override
        public void discardSnapshotFiles(Host host, List<String> files) {
            write(Path.of(host.storage()), "discarded " + files);
        }

        @Override
        public ImageStock images(Host host, ImageQuestion question) {
            write(Path.of(host.storage()), "looked at images without " + question.discard());
            return new ImageStock(
                    question.images().stream()
                            .map(i -> new ImageStock.Known(i.id(), 3 << 20, 1 << 20))
                            .toList(),
                    List.of(),
                    List.of(),
                    "");
        }
    }

    /** Runs earlier tasks that are not done before the one that is asked for, as the provisioner does. */
    private static final class FakeTasks implements OpenTasks {
        private final Path directory;
        private final OperationKind kind;
        private final String what;
        private final Set<String> done = new HashSet<>();

        FakeTasks(Path directory, OperationKind kind, String vpod) {
            this.directory = directory;
            this.kind = kind;
            this.what = kind + " " + vpod;
        }

        @Override
        public synchronized OperationOutcome run(String task, ProgressListener progress, CancelSignal cancel) {
            for (List<TaskName> group : Provisioner.tasks(kind)) {
                if (group.stream().anyMatch(t -> t.name().equals(task))) {
                    return one(task, progress, cancel);
                }
                for (TaskName earlier : group) {
                    OperationOutcome outcome = done.contains(earlier.name())
                            ? new OperationOutcome.Succeeded(Optional.empty())
                            : one(earlier.name(), progress, cancel);
                    if (!(outcome instanceof OperationOutcome.Succeeded)) {
                        return outcome;
                    }
                }
            }
            throw new IllegalArgumentException("no task " + task);
        }

        private OperationOutcome one(String task, ProgressListener progress, CancelSignal cancel) {
            write(directory, "%d begin %s %s".formatted(pid(), what, task));
            for (int percent = 0; percent < 100; percent += 10) {
                report(progress, task, TaskState.RUNNING, percent, "on <b>it</b>\u001b[8m");
            }
            if (held(task, cancel)) {
                report(progress, task, TaskState.CANCELLED, 50, "stopped");
                write(directory, "%d stopped %s %s".formatted(pid(), what, task));
                return new OperationOutcome.Cancelled();
            }
            if (Files.exists(directory.resolve("fail-" + task))) {
                report(progress, task, TaskState.FAILED, 50, "no luck");
                return new OperationOutcome.Failed(task, "Machine jump does not answer.", "login: panic");
            }
            report(progress, task, TaskState.DONE, 100, "");
            write(directory, "%d end %s %s".formatted(pid(), what, task));
            done.add(task);
            return new OperationOutcome.Succeeded(Optional.empty());
        }

        private boolean held(String task, CancelSignal cancel) {
            Path hold = directory.resolve("hold-" + task);
            while (Files.exists(hold) && !cancel.isCancelled()) {
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    return true;
                }
            }
            return cancel.isCancelled();
        }

        private static void report(ProgressListener progress, String task, TaskState state, int percent, String text) {
            progress.taskChanged(new TaskReport(task, "Do " + task, state, percent, text));
        }

        @Override
        public void close() {
            write(directory, "%d closed %s".formatted(pid(), what));
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static void write(Path directory, String line) {
        try {
            Files.writeString(
                    directory.resolve("log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write what was done", e);
        }
    }
}
