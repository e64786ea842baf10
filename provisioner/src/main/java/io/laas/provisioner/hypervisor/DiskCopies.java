package io.laas.provisioner.hypervisor;

import io.laas.model.operation.CancelSignal;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Copies of machines' disks on a host: files that stand alone and stay when the machines go. A copy is of use once it is
 * sealed. The rules of {@link Hypervisor} hold here too.
 */
public interface DiskCopies {
    /**
     * A copy that is whole.
     *
     * @param sha256 checksum of the file, 64 lower-case hexadecimal digits
     * @param bytes size of the file
     * @param diskGiB size of the disk in it in GiB, rounded up; 0 if it is no disk
     */
    record Sealed(String sha256, long bytes, int diskGiB) {}

    /** Has the guest write out what it holds back and write nothing more, through its agent, until it is thawed. */
    void freeze(String domain);

    /** Lets a frozen guest write again; content if it is not frozen, does not run or has no agent that answers. */
    void thaw(String domain);

    /**
     * Begins to copy the system disk of a machine, as it is at this moment: what a running machine writes afterwards is not in
     * it. A copy of that name that is there is replaced; one that is under way for the machine is ended first.
     *
     * @param volume what the copy is called
     */
    void begin(String domain, String volume);

    /**
     * Waits until the copy is there.
     *
     * @param percent hears 0 … 100
     * @throws HypervisorException of reason CANCELLED after it was ended, if the signal is given
     */
    void await(String domain, String volume, CancelSignal cancel, IntConsumer percent);

    /** Ends copying if it is under way for the machine. */
    void abort(String domain);

    /**
     * Copies another file of the host's storage.
     *
     * @param path the file, on the host
     */
    void keep(String path, String volume);

    /** Reads the copy, makes sure that it stands alone, and marks it as whole; one that is marked already is read again. */
    Sealed seal(String volume, CancelSignal cancel);

    /** Removes the copy with its mark, if there. */
    void discard(String volume);

    /** Lists the copies, sealed or not, whose names have the prefix. */
    List<String> list(String prefix);
}
