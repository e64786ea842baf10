package io.laas.engine;

import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.image.ImageView;
import io.laas.model.HostId;
import io.laas.model.ImageId;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock.Known;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sizes of images are learned, and files that nothing uses are collected when their time is over. */
abstract class ImageContract {
    private static final HostId H1 = new HostId("h1");
    private static final Duration KEPT = Duration.ofDays(14);
    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final String SUM = "1a".repeat(32);
    private static final String FILE = "golden-" + SUM + ".qcow2";

    abstract EngineSettings settings();

    private static Lab lab() {
        return aLab().host("h1", 2).build();
    }

    private static Lab collecting() {
        return aLab().host("h1", 2)
                .policy(Policy.DEFAULT.withKeepUnusedImages(KEPT))
                .build();
    }

    private static Image image(String sum) {
        return new Image(
                new ImageId("far"), "https://c.example.org/far", Optional.of(sum), "", "laas", Optional.empty());
    }

    private static List<Event> collected(Bench bench) {
        return bench.engine().events().after(0, 1000).stream()
                .filter(e -> e.type() == EventType.IMAGES_COLLECTED)
                .toList();
    }

    private static Optional<Known> size(Bench bench, String image) {
        return bench.engine().images().images().stream()
                .filter(v -> v.image().id().equals(new ImageId(image)))
                .findFirst()
                .flatMap(ImageView::size);
    }

    @Test
    void aSizeIsKnownOnceAHostTellsItAndUntilTheImageIsAnotherOne() {
        Known size = new Known(new ImageId("far"), 2L << 30, 300L << 20);
        try (Bench bench = new Bench(settings(), lab().withImages(List.of(image(SUM))))) {
            assertThat(bench.engine().images().images())
                    .extracting(v -> v.image().id().value())
                    .containsExactly("guest", "far");
            assertThat(size(bench, "far")).isEmpty();

            bench.world.images().size(size);
            bench.pass(ROUND);
            assertThat(size(bench, "far")).contains(size);
            assertThat(size(bench, "guest")).isEmpty();

            bench.operations().setOffline(H1, true);
            bench.pass(ROUND);
            bench.crash();
            assertThat(size(bench, "far")).as("it was written down").contains(size);
            bench.configure(lab().withImages(List.of(image("2b".repeat(32)))));
            assertThat(size(bench, "far")).as("it has another checksum").isEmpty();
            bench.configure(lab().withImages(List.of(image(SUM))));
            bench.operations().setOffline(H1, false);
            Known larger = new Known(new ImageId("far"), 3L << 30, 300L << 20);
            bench.world.images().size(larger);
            bench.pass(ROUND);
            assertThat(size(bench, "far")).contains(larger);
        }
    }

    @Test
    void withoutAPolicyNothingUnusedIsLookedForAndNothingCollected() {
        try (Bench bench = new Bench(settings(), lab())) {
            bench.world.images().put(H1, FILE, 5);
            bench.pass(Duration.ofDays(400));
            bench.pass(Duration.ofDays(400));

            assertThat(bench.world.images().on(H1)).containsExactly(FILE);
            assertThat(bench.world.images().asked())
                    .isNotEmpty()
                    .allSatisfy(q -> assertThat(q.before()).isEmpty())
                    .allSatisfy(q -> assertThat(q.discard()).isEmpty());
        }
    }

    @Test
    void whatIsUnusedForTheWholeTimeIsCollectedAndToldOf() {
        try (Bench bench = new Bench(settings(), collecting())) {
            bench.world.images().put(H1, FILE, 5 << 20);
            bench.pass(ROUND);
            bench.pass(KEPT.minus(ROUND));
            assertThat(bench.world.images().on(H1)).as("not yet").containsExactly(FILE);
            bench.crash();
            bench.settle();
            bench.pass(ROUND);

            assertThat(bench.world.images().on(H1)).isEmpty();
            assertThat(collected(bench)).singleElement().satisfies(e -> {
                assertThat(e.lab()).contains(collecting().id());
                assertThat(e.data()).containsEntry("host", "h1").containsEntry("files", "1");
                assertThat(e.data()).containsEntry("bytes", String.valueOf(5 << 20));
            });
            bench.world.images().put(H1, FILE, 5);
            bench.pass(ROUND);
            assertThat(bench.world.images().on(H1)).as("its time begins anew").containsExactly(FILE);
        }
    }

    @Test
    void whatALabNamesStaysAndItsTimeBeginsWhenItIsNoLongerNamed() {
        try (Bench bench = new Bench(settings(), collecting().withImages(List.of(image(SUM))))) {
            bench.world.images().put(H1, FILE, 5);
            bench.pass(KEPT);
            bench.pass(KEPT);
            assertThat(bench.world.images().on(H1)).containsExactly(FILE);

            bench.configure(collecting());
            bench.pass(KEPT.minus(ROUND));
            assertThat(bench.world.images().on(H1)).containsExactly(FILE);
            bench.configure(collecting().withImages(List.of(image(SUM))));
            bench.pass(ROUND);
            bench.configure(collecting());
            bench.pass(ROUND);
            bench.pass(KEPT.minus(ROUND.multipliedBy(2)));
            assertThat(bench.world.images().on(H1))
                    .as("it was named in between")
                    .containsExactly(FILE);
            bench.pass(ROUND.multipliedBy(2));
            assertThat(bench.world.images().on(H1)).isEmpty();
        }
    }

    @Test
    void whatAnotherLabNamesStays() {
        Lab other = aLab("other").host("h2", 1).build().withImages(List.of(image(SUM)));
        try (Bench bench = new Bench(settings(), collecting(), other)) {
            bench.world.images().put(H1, FILE, 5);
            bench.pass(ROUND);
            bench.pass(KEPT.multipliedBy(2));
            assertThat(bench.world.images().on(H1)).containsExactly(FILE);
        }
    }

    @Test
    void nothingIsCollectedWhileFilesCannotBeToldApart() {
        try (Bench bench = new Bench(settings(), collecting())) {
            bench.world.images().put(H1, FILE, 5);
            bench.pass(ROUND);
            bench.world.images().trouble("image guest: file guest.qcow2 cannot be read here");
            bench.pass(KEPT);
            assertThat(bench.world.images().on(H1)).containsExactly(FILE);

            bench.world.images().trouble("");
            bench.pass(ROUND);
            assertThat(bench.world.images().on(H1))
                    .as("the time that passed meanwhile counts")
                    .isEmpty();
        }
    }

    @Test
    void whatWasWrittenWithinADayIsNotEvenAskedFor() {
        try (Bench bench = new Bench(settings(), collecting())) {
            bench.pass(ROUND);
            ImageQuestion last = bench.world
                    .images()
                    .asked()
                    .get(bench.world.images().asked().size() - 1);
            assertThat(last.before()).contains(bench.clock.instant().minus(Duration.ofDays(1)));
            assertThat(last.images()).isEqualTo(collecting().images());
        }
    }
}
