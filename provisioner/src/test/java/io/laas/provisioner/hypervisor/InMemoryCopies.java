package io.laas.provisioner.hypervisor;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.List;
import java.util.function.IntConsumer;

/** Copies of disks on an {@link InMemoryHost}: there at once, of no use until they are sealed. */
final class InMemoryCopies implements DiskCopies {
    private static final int BYTES_OF_A_FILE = 1 << 20;
    private final InMemoryHost host;

    InMemoryCopies(InMemoryHost host) {
        this.host = host;
    }

    @Override
    public void freeze(String domain) {
        synchronized (host) {
            host.enter("freeze " + domain);
            if (!host.agent(domain)) {
                throw new HypervisorException(Reason.AGENT, domain + " has no agent that answers");
            }
            host.machine(domain).orElseThrow().frozen = true;
        }
    }

    @Override
    public void thaw(String domain) {
        synchronized (host) {
            host.enter("thaw " + domain);
            host.machine(domain).filter(m -> host.agent(domain)).ifPresent(m -> m.frozen = false);
        }
    }

    @Override
    public void begin(String domain, String volume) {
        synchronized (host) {
            host.enter("beginCopy " + domain);
            FakeMachine machine = host.machine(domain)
                    .orElseThrow(() -> new HypervisorException(Reason.OTHER, "there is no machine " + domain));
            boolean atRest = machine.frozen || machine.state != MachineState.RUNNING;
            host.copies.put(volume, new FakeCopy(host.filesOn(domain), atRest));
        }
    }

    @Override
    public void await(String domain, String volume, CancelSignal cancel, IntConsumer percent) {
        synchronized (host) {
            host.enter("awaitCopy " + domain);
            if (cancel.isCancelled()) {
                throw new HypervisorException(Reason.CANCELLED, "Copying was cancelled");
            }
            percent.accept(100);
        }
    }

    @Override
    public void abort(String domain) {
        synchronized (host) {
            host.enter("abortCopy " + domain);
        }
    }

    @Override
    public void keep(String path, String volume) {
        synchronized (host) {
            host.enter("keep " + path);
            host.copies.put(volume, new FakeCopy(java.util.Map.of("", path), true));
        }
    }

    @Override
    public Sealed seal(String volume, CancelSignal cancel) {
        synchronized (host) {
            host.enter("seal " + volume);
            FakeCopy copy = host.copies.get(volume);
            if (copy == null) {
                throw new HypervisorException(Reason.OTHER, "there is no copy " + volume);
            }
            copy.sealed = true;
            long bytes = (long) copy.files().size() * BYTES_OF_A_FILE;
            return new Sealed("5ea1".repeat(16), bytes, volume.endsWith(".qcow2") ? 2 : 0);
        }
    }

    @Override
    public void discard(String volume) {
        synchronized (host) {
            host.enter("discard " + volume);
            host.copies.remove(volume);
        }
    }

    @Override
    public List<String> list(String prefix) {
        synchronized (host) {
            host.enter("copies");
            return host.copies.keySet().stream()
                    .filter(v -> v.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
