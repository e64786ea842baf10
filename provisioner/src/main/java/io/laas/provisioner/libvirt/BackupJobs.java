package io.laas.provisioner.libvirt;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.libvirt.Domain;
import org.libvirt.DomainJobInfo;
import org.libvirt.DomainJobStats;
import org.libvirt.LibvirtException;

/** Has QEMUs copy the disks of their machines while these run, as libvirt's backup jobs. Thread-safe. */
final class BackupJobs {
    private static final String DISK = "vda";
    private static final int NO_JOB = 0;
    private static final int COMPLETED = 3;
    private static final int COMPLETED_STATS = 1;
    private static final int ALL = 100;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LAST_PAUSE_MILLIS = 500;
    private final Domains domains;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    BackupJobs(Domains domains) {
        this.domains = domains;
    }

    /** Returns the volume that is the machine's system disk. */
    String disk(String domain) {
        String xml = domains.with("looking for the disk of machine " + domain, domain, (d, c) -> d.getXMLDesc(0));
        String path = XmlNode.parse(xml).all("devices/disk").stream()
                .filter(disk -> disk.attribute("target", "dev").equals(DISK))
                .map(disk -> disk.attribute("source", "file"))
                .findFirst()
                .orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isActive(String domain) {
        return domains.with("looking at machine " + domain, domain, (d, c) -> d.isActive() == 1 && !c.simulated());
    }

    void begin(String domain, String path) {
        String xml = new XmlWriter("domainbackup", "mode", "push")
                .open("disks")
                .open("disk", "name", DISK, "type", "file")
                .empty("driver", "type", "qcow2")
                .empty("target", "file", path)
                .finish();
        running.add(domain);
        domains.once("copying the disk of machine " + domain, domain, (d, c) -> {
            NativeCalls.beginBackup(c, domain, xml).ifPresent(why -> {
                throw failed(domain, why);
            });
            return domain;
        });
    }

    /** Waits for the end of a copy if one has begun. */
    void await(String domain, String volume, CancelSignal cancel, IntConsumer percent) {
        if (running.contains(domain)) {
            awaitEnd(domain, volume, cancel, percent);
            running.remove(domain);
        }
        percent.accept(ALL);
    }

    private void awaitEnd(String domain, String volume, CancelSignal cancel, IntConsumer percent) {
        long pause = FIRST_PAUSE_MILLIS;
        DomainJobInfo job = job(domain, volume);
        while (job.getType() != NO_JOB) {
            if (cancel.isCancelled()) {
                abort(domain);
                throw new HypervisorException(Reason.CANCELLED, "Copying was cancelled");
            }
            long total = Math.max(1, job.getFileTotal());
            percent.accept((int) Math.min(ALL - 1L, job.getFileProcessed() * ALL / total));
            Pause.millis(pause);
            pause = Math.min(LAST_PAUSE_MILLIS, pause * 2);
            job = job(domain, volume);
        }
        checkEnd(domain);
    }

    private DomainJobInfo job(String domain, String volume) {
        return domains.with("asking how far the copy " + volume + " is", domain, (d, c) -> {
            if (d.isActive() != 1) {
                throw failed(domain, "the machine stopped meanwhile");
            }
            return d.getJobInfo();
        });
    }

    private void checkEnd(String domain) {
        int type = domains.with("asking how the copy ended", domain, (d, c) -> {
            DomainJobStats stats = d.getJobStats(COMPLETED_STATS);
            return stats.type;
        });
        if (type != COMPLETED) {
            throw failed(domain, "QEMU could not finish it; see that its host has room");
        }
    }

    /** Ends a copy that is under way. */
    void abort(String domain) {
        running.remove(domain);
        domains.ifPresent("ending a copy of machine " + domain, domain, (d, c) -> {
            if (!c.simulated() && d.isActive() == 1 && d.getJobInfo().getType() != NO_JOB) {
                end(d);
            }
            return domain;
        });
    }

    private static void end(Domain domain) throws LibvirtException {
        domain.abortJob();
        for (int i = 0; i < ALL && domain.getJobInfo().getType() != NO_JOB; i++) {
            Pause.millis(FIRST_PAUSE_MILLIS);
        }
    }

    private static HypervisorException failed(String domain, String why) {
        return new HypervisorException(
                Reason.OTHER, "The disk of machine %s could not be copied: %s".formatted(domain, why));
    }
}
