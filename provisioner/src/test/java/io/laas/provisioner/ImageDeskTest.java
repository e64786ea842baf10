package io.laas.provisioner;

import static io.laas.provisioner.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.ImageId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageQuestion.Others;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.ImageStock.Known;
import io.laas.model.operation.ImageStock.UnusedFile;
import io.laas.provisioner.download.FileServer;
import io.laas.provisioner.hypervisor.ImageSize;
import io.laas.provisioner.hypervisor.InMemoryHost;
import io.laas.provisioner.hypervisor.UnusedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host is asked about images. */
class ImageDeskTest {
    private static final Host HOST = aPlan().build().host();
    private static final Optional<Instant> NOW = Optional.of(Instant.parse("2026-03-02T08:00:00Z"));

    @TempDir
    private Path directory;

    private final InMemoryHost host = new InMemoryHost();
    private final Provisioner provisioner = new Provisioner(host, InstantSource.fixed(Instant.EPOCH));

    @AfterEach
    void close() {
        provisioner.close();
    }

    private static Image image(String name, String file, Optional<String> sum) {
        return new Image(new ImageId(name), file, sum, "", "laas", Optional.empty());
    }

    @Test
    void tellsSizesAndLooksForNothingUnusedUnlessAsked() {
        host.size(new ImageId("a"), new ImageSize(3, 2));
        host.leave(new UnusedImage("golden-x.qcow2", 5));
        List<Image> images = List.of(image("a", "/a", Optional.empty()), image("b", "/b", Optional.empty()));

        ImageStock stock = provisioner.images(
                HOST, new ImageQuestion(images, List.of(), Others.NONE, Optional.empty(), List.of()));

        assertThat(stock)
                .isEqualTo(new ImageStock(List.of(new Known(new ImageId("a"), 3, 2)), List.of(), List.of(), ""));
    }

    @Test
    void removesOnlyWhatItIsToldToAndStillFindsUnused() throws IOException {
        Path here = Files.writeString(directory.resolve("here.qcow2"), "a file without a checksum");
        String kept = FileServer.sum(Files.readAllBytes(here)).substring(0, 16);
        UnusedImage used = new UnusedImage("golden-" + kept + "-0badcafe.qcow2", 1);
        host.leave(used);
        host.leave(new UnusedImage("golden-due.qcow2", 2));
        host.leave(new UnusedImage("golden-new.qcow2", 3));
        List<Image> others = List.of(image("here", here.toString(), Optional.empty()));

        ImageStock stock = provisioner.images(
                HOST,
                new ImageQuestion(
                        List.of(),
                        List.of(),
                        new Others(others, List.of()),
                        NOW,
                        List.of("golden-due.qcow2", used.volume(), "gone")));

        assertThat(stock.removed()).containsExactly(new UnusedFile("golden-due.qcow2", 2));
        assertThat(stock.unused()).containsExactly(new UnusedFile("golden-new.qcow2", 3));
        assertThat(stock.trouble()).isEmpty();
    }

    @Test
    void removesNothingWhileAFileCannotBeRead() {
        host.leave(new UnusedImage("golden-due.qcow2", 2));
        List<Image> images = List.of(image("lost", directory.resolve("none").toString(), Optional.empty()));

        ImageStock stock = provisioner.images(
                HOST, new ImageQuestion(images, List.of(), Others.NONE, NOW, List.of("golden-due.qcow2")));

        assertThat(stock.removed()).isEmpty();
        assertThat(stock.unused()).isEmpty();
        assertThat(stock.trouble()).contains("image lost: file", "cannot be read here");
        assertThat(host.calls()).noneMatch(c -> c.startsWith("unusedImages"));
    }
}
