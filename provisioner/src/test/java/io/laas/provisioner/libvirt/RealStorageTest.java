package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.laas.model.ImageId;
import io.laas.model.IsoId;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Arch;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.download.Downloads;
import io.laas.provisioner.download.FileDigests;
import io.laas.provisioner.download.FileServer;
import io.laas.provisioner.hypervisor.Hypervisor;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import io.laas.provisioner.hypervisor.ImageSize;
import io.laas.provisioner.hypervisor.PodFixture;
import io.laas.provisioner.hypervisor.StoredImage;
import io.laas.provisioner.hypervisor.UnusedImage;
import io.laas.provisioner.seed.Discs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of this machine as storage: full ones, new ones, interrupted transfers, and what KVM really is. */
@Tag("libvirt")
class RealStorageTest {
    @TempDir
    private Path directory;

    private LibvirtHypervisors hypervisors;
    private HostLink link;
    private boolean mounted;

    @BeforeEach
    void keepFetchedFilesHere() {
        hypervisors = new LibvirtHypervisors(new Downloads(directory.resolve("fetched")));
    }

    private Hypervisor open(Path storage, Accel accel) {
        LocalHost.host();
        assertThat(directory.toFile().setExecutable(true, false)).isTrue();
        Host host = PodFixture.host(LocalHost.URI, storage.toString(), accel);
        link = new HostLink(host, new FileDigests(), new Downloads(directory.resolve("fetched")));
        return hypervisors.open(host);
    }

    @AfterEach
    void cleanUp() {
        if (link != null) {
            link.close();
            LocalHost.removePool(link.storage.directory());
        }
        hypervisors.close();
        if (mounted) {
            Command.run("umount", List.of(directory.resolve("small").toString()));
        }
    }

    private Path smallFileSystem() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "a small file system needs root");
        Path small = Files.createDirectory(directory.resolve("small"));
        Command.run("mount", List.of("-t", "tmpfs", "-o", "size=16m", "tmpfs", small.toString()));
        mounted = true;
        return small;
    }

    private static void failsFor(Reason reason, ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void fullFileSystemIsSaidWithFigures() throws IOException {
        Image image = GuestImage.real();
        Path small = smallFileSystem().resolve("pool");
        Hypervisor hypervisor = open(small, Accel.TCG);
        failsFor(
                Reason.NO_SPACE,
                () -> hypervisor.ensureImage(image, CancelSignal.NEVER, p -> {}),
                "Host local",
                small.toString(),
                "MiB left",
                "make room");
        failsFor(Reason.NO_SPACE, () -> hypervisor.putFile("big.bin", new byte[32 << 20]), "make room");
        hypervisor.removeVolume("big.bin");
        assertThat(small).isEmptyDirectory();
    }

    @Test
    void cancelledTransferLeavesNothing() {
        Image image = GuestImage.real();
        Path storage = directory.resolve("deep/new/pool");
        Hypervisor hypervisor = open(storage, Accel.TCG);
        AtomicBoolean cancelled = new AtomicBoolean();
        failsFor(
                Reason.CANCELLED,
                () -> hypervisor.ensureImage(image, cancelled::get, percent -> cancelled.set(percent > 10)),
                "cancelled");
        assertThat(storage).isEmptyDirectory();
    }

    @Test
    void anImageOfAWebServerThatBreaksOffReachesTheHostWholeAndOnce() throws IOException {
        byte[] content = Files.readAllBytes(Path.of(GuestImage.hollow(directory).file()));
        String sum = FileServer.sum(content);
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.TCG);
        Path fetched = directory.resolve("fetched");
        Image image;
        String golden;
        try (FileServer server = new FileServer(content)) {
            image = new Image(
                    new ImageId("far"), server.file().toString(), Optional.of(sum), "os", "laas", Optional.empty());
            server.answering((exchange, number) -> {
                if (number == 1) {
                    server.sendHalf(exchange);
                    Path part = fetched.resolve(sum + ".part");
                    await().until(() -> Files.exists(part) && Files.size(part) == content.length / 2);
                }
                return number == 1;
            });
            golden = hypervisor.ensureImage(image, CancelSignal.NEVER, p -> {}).path();
            assertThat(server.ranges()).containsExactly("", "bytes=" + content.length / 2 + "-");
        }
        assertThat(Path.of(golden)).hasBinaryContent(content);

        Files.delete(fetched.resolve(sum));
        try (LibvirtHypervisors others = new LibvirtHypervisors(new Downloads(fetched))) {
            Hypervisor again = others.open(
                    PodFixture.host(LocalHost.URI, directory.resolve("pool").toString(), Accel.TCG));
            assertThat(again.ensureImage(image, CancelSignal.NEVER, p -> {}).path())
                    .as("the server is gone, and nothing was to be fetched")
                    .isEqualTo(golden);
        }
    }

    @Test
    void onlyFilesOfImagesThatNothingUsesAreRemoved() throws IOException {
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.TCG);
        StoredImage based = hypervisor.ensureImage(numbered(1), CancelSignal.NEVER, p -> {});
        StoredImage wanted = hypervisor.ensureImage(numbered(2), CancelSignal.NEVER, p -> {});
        StoredImage left = hypervisor.ensureImage(numbered(3), CancelSignal.NEVER, p -> {});
        StoredImage half = hypervisor.ensureImage(numbered(4), CancelSignal.NEVER, p -> {});
        hypervisor.ensureOverlay("a-disk.qcow2", based, 1);
        hypervisor.putFile("golden-of-somebody.qcow2", new byte[1]);
        link.storage.with("breaking", volumes -> {
            volumes.delete(name(half) + ".ready");
            return half;
        });
        Set<String> sums = Set.of(numbered(2).sha256().orElseThrow());
        Instant tomorrow =
                Files.getLastModifiedTime(Path.of(left.path())).toInstant().plus(Duration.ofDays(1));
        String[] unused = {name(left), name(half)};

        assertThat(hypervisor.unusedImages(sums, tomorrow.minus(Duration.ofDays(2)), name -> true))
                .as("they may be about to be used")
                .isEmpty();
        assertThat(hypervisor.unusedImages(sums, tomorrow, name -> false))
                .extracting(UnusedImage::volume)
                .containsExactlyInAnyOrder(unused);
        assertThat(hypervisor.unusedImages(sums, tomorrow, name -> true))
                .extracting(UnusedImage::volume)
                .containsExactlyInAnyOrder(unused);

        List<String> there = link.storage.with("listing", volumes -> {
            volumes.refresh();
            return volumes.names();
        });
        assertThat(there)
                .containsExactlyInAnyOrder(
                        name(based),
                        name(based) + ".ready",
                        name(wanted),
                        name(wanted) + ".ready",
                        "a-disk.qcow2",
                        "golden-of-somebody.qcow2");
        assertThat(hypervisor
                        .ensureImage(numbered(3), CancelSignal.NEVER, p -> {})
                        .path())
                .as("it is sent again when it is needed again")
                .isNotEqualTo(left.path());
    }

    @Test
    void tellsHowLargeImagesAreFromTheFileOrFromTheHost() throws IOException {
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.TCG);
        Image image = numbered(7);
        long bytes = Files.size(Path.of(image.file()));
        assertThat(hypervisor.sizeOf(image)).contains(new ImageSize(7 << 20, bytes));
        assertThat(directory.resolve("pool")).as("asking makes nothing").doesNotExist();

        hypervisor.ensureImage(image, CancelSignal.NEVER, p -> {});
        Files.delete(Path.of(image.file()));

        assertThat(hypervisor.sizeOf(image)).contains(new ImageSize(7 << 20, bytes));
        Image unknown = new Image(
                new ImageId("far"),
                "https://cloud.example.org/none.qcow2",
                Optional.of("0a".repeat(32)),
                "",
                "laas",
                Optional.empty());
        assertThat(hypervisor.sizeOf(unknown)).isEmpty();
    }

    @Test
    void anImageForAnotherProcessorIsRefusedBeforeItTravels() throws IOException {
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.TCG);
        Image one = numbered(1);
        Image arm = new Image(one.id(), one.file(), one.sha256(), one.os(), one.user(), one.boot(), Arch.AARCH64);
        failsFor(
                Reason.BAD_IMAGE,
                () -> hypervisor.ensureImage(arm, CancelSignal.NEVER, p -> {}),
                "Image disk1 is for aarch64, which host local with its x86_64 processors cannot run; take an image for x86_64");
        assertThat(directory.resolve("pool")).doesNotExist();
    }

    @Test
    void isosAreCheckedAndCollectedAsImagesAre() throws IOException {
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.TCG);
        byte[] content = Discs.withReadme("tools");
        Path file = Files.write(directory.resolve("tools.iso"), content);
        Iso tools = new Iso(new IsoId("tools"), file.toString(), Optional.empty(), "Tools");

        Path golden = Path.of(hypervisor.ensureIso(tools, CancelSignal.NEVER, p -> {}));

        assertThat(golden).hasBinaryContent(content).hasExtension("iso");
        assertThat(hypervisor.ensureIso(tools, CancelSignal.NEVER, p -> {})).isEqualTo(golden.toString());
        Iso wrong = new Iso(new IsoId("tools"), file.toString(), Optional.of("0a".repeat(32)), "");
        failsFor(
                Reason.BAD_IMAGE,
                () -> hypervisor.ensureIso(wrong, CancelSignal.NEVER, p -> {}),
                "ISO tools: file " + file + " has the checksum",
                "get the file again or correct the lab file");
        Iso disk = new Iso(new IsoId("disk"), numbered(1).file(), Optional.empty(), "");
        failsFor(
                Reason.BAD_IMAGE,
                () -> hypervisor.ensureIso(disk, CancelSignal.NEVER, p -> {}),
                "ISO disk: file",
                "is no ISO 9660 image");

        Instant later = Files.getLastModifiedTime(golden).toInstant().plusSeconds(1);
        Set<String> wanted = Set.of(FileServer.sum(content));
        assertThat(hypervisor.unusedImages(wanted, later, name -> true)).isEmpty();
        assertThat(hypervisor.unusedImages(Set.of(), later, name -> true))
                .extracting(UnusedImage::volume)
                .containsExactly(golden.getFileName().toString());
    }

    private static String name(StoredImage stored) {
        return stored.path().substring(stored.path().lastIndexOf('/') + 1);
    }

    private Image numbered(int number) throws IOException {
        Path file = directory.resolve("disk" + number + ".qcow2");
        Command.run("qemu-img", List.of("create", "-q", "-f", "qcow2", file.toString(), number + "M"));
        return new Image(
                new ImageId("disk" + number),
                file.toString(),
                Optional.of(FileServer.sum(Files.readAllBytes(file))),
                "os",
                "laas",
                Optional.empty());
    }

    @Test
    void whatIsNoDiskDoesNotReachTheHost() {
        byte[] content = new byte[4096];
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.TCG);
        try (FileServer server = new FileServer(content)) {
            Image image = new Image(
                    new ImageId("far"),
                    server.file().toString(),
                    Optional.of(FileServer.sum(content)),
                    "os",
                    "laas",
                    Optional.empty());
            failsFor(
                    Reason.BAD_IMAGE,
                    () -> hypervisor.ensureImage(image, CancelSignal.NEVER, p -> {}),
                    "Image far",
                    "is not a qcow2 image");
        }
        assertThat(link.storage.with("listing", Volumes::names)).isEmpty();
    }

    @Test
    void diskWhoseFileWasTakenAwayIsMadeAgain() throws IOException {
        Path storage = directory.resolve("pool");
        Hypervisor hypervisor = open(storage, Accel.TCG);
        Image image = GuestImage.real();
        String golden =
                hypervisor.ensureImage(image, CancelSignal.NEVER, p -> {}).path();
        assertThat(Path.of(golden)).hasSameBinaryContentAs(Path.of(image.file()));
        Files.delete(Path.of(golden));
        String again =
                hypervisor.ensureImage(image, CancelSignal.NEVER, p -> {}).path();
        assertThat(Path.of(again)).hasSameBinaryContentAs(Path.of(image.file()));
        String file = hypervisor.putFile("a.bin", new byte[] {1, 2, 3});
        Files.delete(Path.of(file));
        hypervisor.putFile("a.bin", new byte[] {4, 5});
        assertThat(Path.of(file)).hasBinaryContent(new byte[] {4, 5});
    }

    @Test
    void kvmIsUsedOnlyIfAGuestRunsWithIt() {
        Hypervisor hypervisor = open(directory.resolve("pool"), Accel.AUTO);
        hypervisor.putFile("laas-probe-0badcafe.img", new byte[1]);
        AccelProbe probe = new AccelProbe(link.storage, () -> false);
        Accel found = probe.resolve();
        assertThat(found).isEqualTo(AccelProbe.processorLacksIt() ? Accel.TCG : Accel.KVM);
        assertThat(hypervisor.facts().accel()).isEqualTo(found);
        List<String> volumes = link.storage.with("listing", Volumes::names);
        assertThat(volumes)
                .singleElement()
                .asString()
                .startsWith("accel-")
                .endsWith(found.name().toLowerCase(Locale.ROOT));
    }
}
