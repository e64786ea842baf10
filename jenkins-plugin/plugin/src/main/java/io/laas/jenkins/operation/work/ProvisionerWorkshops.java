package io.laas.jenkins.operation.work;

import hudson.Extension;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.ProgressListener;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import io.laas.provisioner.MachineSight;
import io.laas.provisioner.OpenOperation;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.hypervisor.HostFacts;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The provisioner, one in each process. It lives as long as its process, or as the connection whose classes it is of. */
@Extension(ordinal = -1000)
public final class ProvisionerWorkshops extends Workshops {
    private static final long serialVersionUID = 1L;
    private static final String NO_LIBRARY =
            "the native libvirt library cannot be loaded (%s); install libvirt there (apt-get install libvirt0)";

    @Override
    public Workshop here() {
        return Here.WORKSHOP;
    }

    private static final class Here {
        static final Workshop WORKSHOP =
                new ProvisionerWorkshop(new Provisioner(new LibvirtHypervisors(), Clock.systemUTC()));
    }

    private record ProvisionerWorkshop(Provisioner provisioner) implements Workshop {
        @Override
        public OpenTasks open(OperationKind kind, VpodPlan plan) {
            return new ProvisionerTasks(provisioner.open(kind, plan));
        }

        @Override
        public HostStatus probe(Host host) {
            try {
                HostFacts facts = provisioner.facts(host);
                return new HostStatus(HostStatus.State.ONLINE, facts.accel(), facts.version());
            } catch (HypervisorException e) {
                return new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, e.getMessage());
            } catch (LinkageError e) {
                return new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, NO_LIBRARY.formatted(e.getMessage()));
            }
        }

        @Override
        public List<HostedThing> inventory(Host host, String controller) {
            return asking(
                    host,
                    () -> provisioner.inventory(host, controller).stream()
                            .map(thing -> new HostedThing(thing.resource(), thing.name(), thing.owner()))
                            .toList());
        }

        @Override
        public void purge(Host host, OwnerTag owner) {
            asking(host, () -> {
                provisioner.purge(host, owner);
                return true;
            });
        }

        @Override
        public MachineView look(VpodPlan plan, String machine, MachineLook look) {
            return asking(plan.host(), () -> {
                MachineSight seen = provisioner.look(plan, machine, look.facts(), look.consoleFrom());
                return new MachineView(
                        seen.state(), seen.agent(), seen.ssh(), seen.facts(), seen.console(), seen.consoleNext());
            });
        }

        @Override
        public PodUse use(VpodPlan plan) {
            return asking(plan.host(), () -> provisioner.use(plan));
        }

        @Override
        public List<String> snapshotFiles(Host host, String controller) {
            return asking(host, () -> provisioner.snapshotFiles(host, controller));
        }

        @Override
        public void discardSnapshotFiles(Host host, List<String> files) {
            asking(host, () -> {
                provisioner.discardSnapshotFiles(host, files);
                return true;
            });
        }

        @Override
        public ImageStock images(Host host, ImageQuestion question) {
            return asking(host, () -> provisioner.images(host, question));
        }

        private static <T> T asking(Host host, Supplier<T> question) {
            try {
                return question.get();
            } catch (HypervisorException e) {
                throw new HostUnreachableException(host.id(), e.getMessage(), e);
            } catch (LinkageError e) {
                throw new HostUnreachableException(host.id(), NO_LIBRARY.formatted(e.getMessage()), e);
            }
        }
    }

    private record ProvisionerTasks(OpenOperation operation) implements OpenTasks {
        @Override
        public OperationOutcome run(String task, ProgressListener progress, CancelSignal cancel) {
            return operation.run(task, progress, cancel);
        }

        @Override
        public void close() {
            operation.close();
        }
    }
}
