package io.laas.provisioner.hypervisor;

import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.operation.CancelSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * What the provisioner needs of one host.
 *
 * <p>Thread-safe. Whatever makes something is idempotent: made again with the same order it does nothing, with another order
 * it replaces. Whatever removes something is content when it is not there. Things that do not carry the tag of the order's
 * controller are never changed or removed. Failures are {@link HypervisorException}; not being able to ask is never the same
 * as an empty answer.
 */
public interface Hypervisor extends AutoCloseable {
    /** Asks the host who it is and what it has; a cheap sign of life. */
    HostFacts facts();

    /** Makes the network (and its bridge) stand and active. */
    void ensureNetwork(NetworkOrder order);

    /**
     * Takes the network down and forgets it, with its bridge, leases and reservations.
     *
     * @param libvirtName its name, or that of a bridge whose network is gone
     */
    void removeNetwork(String libvirtName);

    /**
     * Makes the image's file available on the host, read-only, checked against its checksum before and after transfer. What is
     * on the host already, as a sealed copy of a disk, is looked for. An image for another processor than the host's is refused.
     *
     * @param percent hears 0 … 100 while the file travels
     */
    StoredImage ensureImage(Image image, CancelSignal cancel, IntConsumer percent);

    /**
     * Makes an ISO available on the host, as {@link #ensureImage} does an image.
     *
     * @return its path on the host
     */
    String ensureIso(Iso iso, CancelSignal cancel, IntConsumer percent);

    /**
     * Finds files of images and ISOs that no disk is based on, no machine boots from, and that are not wanted; copies of disks are not among them.
     *
     * @param wanted checksums of files that stay, 64 lower-case hexadecimal digits each
     * @param before files that were written since stay, because somebody may be about to use them
     * @param remove which of them are removed, by name
     * @return what was found, also if it was removed, in the order of the names
     */
    List<UnusedImage> unusedImages(Set<String> wanted, Instant before, Predicate<String> remove);

    /** Returns how large an image is, if its file is on the host or can be read where this runs; fetches and sends nothing. */
    Optional<ImageSize> sizeOf(Image image);

    /**
     * Makes a thin disk of the given size over the image; an existing one is kept with its content.
     *
     * @param volume name, see {@link VolumeNames}
     * @return path on the host
     */
    String ensureOverlay(String volume, StoredImage image, int sizeGiB);

    /** Stores a small file (a seed image), replacing one of the same name with other content. Returns its path on the host. */
    String putFile(String volume, byte[] content);

    /** Removes the volume, if there. */
    void removeVolume(String volume);

    /** Defines the machine, switched off; a running one with the same fingerprint is left as it is. */
    void define(MachineOrder order);

    MachineState state(String domain);

    /** Returns what the machine has counted since it was started; empty if it does not exist or does not run. */
    Optional<MachineCounts> counts(String domain);

    /** Returns the fingerprint the machine was defined with; empty if it does not exist or is not ours. */
    Optional<String> fingerprint(String domain);

    /** Boots a machine that is off, resumes one that is paused, leaves one that runs. */
    void start(String domain);

    void pause(String domain);

    /** Asks the guest to switch itself off and returns at once; content if it is off. */
    void shutDown(String domain);

    /** Cuts the power. */
    void powerOff(String domain);

    /** Cuts the power and forgets the machine with its saved states; its disks stay. */
    void remove(String domain);

    /**
     * Saves memory and disk of the running machine as its known state.
     *
     * @param bootId identity of the guest's present boot, kept with the state as its proof, may be empty
     */
    void saveKnownState(String domain, String bootId);

    /** Returns the proof kept with the known state; empty if there is no known state. */
    Optional<String> knownState(String domain);

    /** Brings memory and disk back to the known state; the machine runs afterwards. Whatever happened since is gone. */
    void revertToKnownState(String domain);

    /** Returns whether the guest's agent is connected, answers, and may run programs. */
    boolean agentAnswers(String domain);

    /** Waits until {@link #agentAnswers} is so, or the time is over, or the signal is given; tells which by its result. */
    boolean awaitAgent(String domain, Duration timeout, CancelSignal cancel);

    /**
     * Runs a program in the guest through its agent, as root, without a shell.
     *
     * @param argv absolute path and arguments
     * @param input what the program reads, may be empty
     */
    GuestResult execute(String domain, List<String> argv, byte[] input, Duration timeout);

    /** Sets the guest's clock. */
    void setGuestTime(String domain, Instant time);

    /** Returns the end of what the machine printed on its serial console, at most {@code maxBytes}; empty if there is none. */
    String consoleTail(String domain, int maxBytes);

    /**
     * Returns what the machine printed on its serial console after so many bytes.
     *
     * @param from how many bytes one has seen; if it printed less, or much more, the part begins elsewhere
     * @param maxBytes how much at most, the latest
     */
    ConsolePart console(String domain, long from, int maxBytes);

    /** Forgets what the machine printed on its serial console until now. */
    void clearConsole(String domain);

    /** Lists everything on the host that carries the controller's tag: domains, networks, volumes, bridges. */
    List<TaggedThing> inventory(String controller);

    /** Returns what copies disks. */
    DiskCopies copies();

    @Override
    void close();
}
