package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.model.ImageId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Image;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.PodFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("libvirt-client")
class GoldenImagesTest {
    @TempDir
    private Path directory;

    private HostLink link;

    @BeforeEach
    void open() {
        link = new HostLink(
                PodFixture.host(TestDriver.uri(directory), "/pool", Accel.SIMULATED),
                new FileDigests(),
                new Downloads(directory.resolve("fetched")));
    }

    @AfterEach
    void close() {
        link.close();
    }

    private List<String> volumes() {
        return link.storage.with("listing", Volumes::names);
    }

    private void isRefused(Image image, String... words) {
        assertThatThrownBy(() -> link.images.ensure(image, CancelSignal.NEVER, p -> {}))
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_IMAGE))
                .hasMessageContainingAll(words);
        assertThat(volumes()).isEmpty();
    }

    private Image image(byte[] content, Optional<String> sum) throws IOException {
        Path file = Files.write(directory.resolve("i.qcow2"), content);
        return new Image(new ImageId("i"), file.toString(), sum, "os", "laas", Optional.empty());
    }

    @Test
    void manyWhoNeedAnImageSendItOnce() {
        Image image = GuestImage.hollow(directory);
        List<String> paths = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i ->
                        link.images.ensure(image, CancelSignal.NEVER, p -> {}).path())
                .distinct()
                .toList();
        assertThat(paths).hasSize(1);
        assertThat(volumes()).hasSize(2).anyMatch(v -> v.endsWith(".qcow2")).anyMatch(v -> v.endsWith(".ready"));
    }

    @Test
    void halfSentImageIsNotUsed() {
        Image image = GuestImage.hollow(directory);
        String whole = link.images.ensure(image, CancelSignal.NEVER, p -> {}).path();
        String volume = whole.substring(whole.lastIndexOf('/') + 1);
        link.storage.with("breaking", volumes -> {
            volumes.delete(volume + ".ready");
            return volume;
        });
        GoldenImages another =
                new GoldenImages(link.storage, new FileDigests(), new Downloads(directory.resolve("fetched")));
        assertThat(another.ensure(image, CancelSignal.NEVER, p -> {}).path()).isNotEqualTo(whole);
    }

    @Test
    void wrongChecksumIsRefusedWithBothSums() throws IOException {
        byte[] content = Files.readAllBytes(Path.of(GuestImage.hollow(directory).file()));
        isRefused(image(content, Optional.of("0".repeat(64))), "checksum", "0".repeat(64), "correct the lab file");
    }

    @Test
    void fileThatIsNoQcow2IsRefused() throws IOException {
        isRefused(image(new byte[4096], Optional.empty()), "not a qcow2 image", "qemu-img convert");
        isRefused(image(new byte[3], Optional.empty()), "not a qcow2 image");
    }

    @Test
    void imageThatRefersToOtherFilesIsRefused() throws IOException {
        byte[] backed = new byte[512];
        ByteBuffer.wrap(backed).putInt(0x514649fb).putInt(3).putLong(400);
        isRefused(image(backed, Optional.empty()), "backing file");
        byte[] external = new byte[512];
        ByteBuffer.wrap(external).putInt(0x514649fb).putInt(3).putLong(72, 4);
        isRefused(image(external, Optional.empty()), "data in another file");
    }

    @Test
    void aSimulatedHostNeverFetches() {
        Image image = new Image(
                new ImageId("far"),
                "http://127.0.0.1:1/i.qcow2",
                Optional.of("0".repeat(64)),
                "os",
                "laas",
                Optional.empty());
        String path = link.images.ensure(image, CancelSignal.NEVER, p -> {}).path();
        assertThat(volumes()).hasSize(2).contains(path.substring(path.lastIndexOf('/') + 1));
        assertThat(link.images.ensure(image, CancelSignal.NEVER, p -> {}).path())
                .isEqualTo(path);
    }
}
