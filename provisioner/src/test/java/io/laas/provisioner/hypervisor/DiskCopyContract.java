package io.laas.provisioner.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.ImageId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.StoredFile;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.hypervisor.DiskCopies.Sealed;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all {@link DiskCopies} hold to. */
public abstract class DiskCopyContract {
    private static final String PREFIX = "snap-c0417ac7.";
    private static final String COPY = PREFIX + "test.s1.jump.qcow2";
    private Hypervisor hypervisor;
    private DiskCopies copies;
    private PodFixture pod;

    /** Returns the hypervisor under test, the same in each call of one test. */
    protected abstract Hypervisor hypervisor();

    protected abstract Host host();

    /** Returns an image that is there. */
    protected abstract Image image();

    /** Closes what the hypervisor needed, after the clean-up. */
    protected void close() {}

    @BeforeEach
    void define() {
        hypervisor = hypervisor();
        copies = hypervisor.copies();
        pod = PodFixture.on(host(), image(), "copies");
        pod.remove(hypervisor);
        hypervisor.define(pod.prepare(hypervisor, pod.jump(), "one"));
    }

    @AfterEach
    void cleanUp() {
        if (pod != null) {
            copies.list(PREFIX).forEach(copies::discard);
            pod.remove(hypervisor);
        }
        close();
    }

    private String jump() {
        return pod.jump().domain();
    }

    private Sealed copied() {
        copies.begin(jump(), COPY);
        copies.await(jump(), COPY, CancelSignal.NEVER, percent -> {});
        return copies.seal(COPY, CancelSignal.NEVER);
    }

    private Image saved(Sealed sealed) {
        StoredFile file = new StoredFile(host().id(), sealed.diskGiB(), COPY);
        return new Image(
                new ImageId("saved"), file.toString(), Optional.of(sealed.sha256()), "", "laas", Optional.empty());
    }

    @Test
    void diskOfAMachineThatIsOffIsCopied() {
        Sealed sealed = copied();
        assertThat(sealed.sha256()).matches("[0-9a-f]{64}");
        assertThat(sealed.diskGiB()).isEqualTo(2);
        assertThat(copies.list(PREFIX)).containsExactly(COPY);
        assertThat(copies.list("snap-00000000.")).isEmpty();
    }

    @Test
    void diskOfAMachineThatRunsIsCopiedWithProgress() {
        hypervisor.start(jump());
        copies.begin(jump(), COPY);
        List<Integer> heard = new ArrayList<>();
        copies.await(jump(), COPY, CancelSignal.NEVER, heard::add);
        assertThat(heard).isSorted().endsWith(100);
        assertThat(copies.seal(COPY, CancelSignal.NEVER).diskGiB()).isEqualTo(2);
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void copyStaysWhenItsMachineGoesAndIsAnImageThen() {
        Image saved = saved(copied());
        pod.remove(hypervisor);
        StoredImage stored = hypervisor.ensureImage(saved, CancelSignal.NEVER, percent -> {});
        assertThat(stored.path()).endsWith(COPY);
        assertThat(hypervisor.inventory("copies")).isEmpty();
        PodFixture other = PodFixture.on(host(), saved, "copies");
        hypervisor.define(other.prepare(hypervisor, other.jump(), "two"));
        hypervisor.start(jump());
        assertThat(hypervisor.state(jump())).isEqualTo(MachineState.RUNNING);
    }

    @Test
    void copyThatIsNotSealedIsNoImage() {
        Sealed sealed = copied();
        copies.begin(jump(), COPY);
        copies.await(jump(), COPY, CancelSignal.NEVER, percent -> {});
        assertThatThrownBy(() -> hypervisor.ensureImage(saved(sealed), CancelSignal.NEVER, percent -> {}))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_IMAGE))
                .hasMessageContainingAll("saved", "is not on host local");
    }

    @Test
    void sealingTwiceTellsTheSame() {
        assertThat(copied()).isEqualTo(copies.seal(COPY, CancelSignal.NEVER));
    }

    @Test
    void copyThatIsNotThereCannotBeSealed() {
        assertThatThrownBy(() -> copies.seal(COPY, CancelSignal.NEVER)).isInstanceOf(HypervisorException.class);
    }

    @Test
    void whatIsNotThereIsDiscardedThawedAndEndedWithoutHarm() {
        assertThatCode(() -> {
                    copies.discard(COPY);
                    copies.thaw(jump());
                    copies.abort(jump());
                })
                .doesNotThrowAnyException();
        copied();
        copies.discard(COPY);
        assertThat(copies.list(PREFIX)).isEmpty();
    }

    @Test
    void otherFilesAreKeptToo() {
        String seed = hypervisor.putFile(pod.seedName(pod.jump()), pod.seed(pod.jump()));
        copies.keep(seed, PREFIX + "test.s1.jump.vmlinuz");
        hypervisor.removeVolume(pod.seedName(pod.jump()));
        Sealed sealed = copies.seal(PREFIX + "test.s1.jump.vmlinuz", CancelSignal.NEVER);
        assertThat(sealed.diskGiB()).isZero();
    }
}
