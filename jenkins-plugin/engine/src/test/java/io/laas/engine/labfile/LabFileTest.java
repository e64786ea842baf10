package io.laas.engine.labfile;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.Bench;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.fake.LabElsewhere;
import io.laas.engine.labfile.LabFileChange.Kind;
import io.laas.engine.port.LabText;
import io.laas.engine.port.LabTexts;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of labs: what they would change, what is told of them, and what becomes of one that cannot be kept. */
class LabFileTest {
    private static final LabId NEAR = new LabId("near");
    private static final LabId FAR = new LabId("far");
    private static final Caller KEEPER =
            new Caller(Actor.of(new UserId("keeper"), Channel.WEB), EnumSet.of(Right.MANAGE_LABS));

    private static final String VPODS = "vpods:\n  - {name: v1, host: near-h1, pod: small, config: hello}\n";

    private final Bench bench = new Bench(Bench.inMemory());
    private final Shelf shelf = new Shelf();
    private LabFileService files;

    /** Keeps one text in memory. */
    private final class Shelf implements LabTexts {
        private String text = LabElsewhere.file("near");
        private IOException trouble;
        private Optional<String> fixed = Optional.empty();

        @Override
        public Optional<LabText> find(LabId lab) throws IOException {
            if (trouble != null) {
                throw trouble;
            }
            return Optional.of(new LabText(text, "near.yaml", Path.of("/etc/laas"), fixed))
                    .filter(t -> lab.equals(NEAR));
        }

        @Override
        public boolean replace(LabId lab, String before, String newText) throws IOException {
            if (newText.contains("unkeepable")) {
                throw new IOException("the disk is full");
            }
            if (newText.contains("overtaken")) {
                return false;
            }
            text = newText;
            bench.configure(parsed(newText));
            return true;
        }
    }

    private static Lab parsed(String text) {
        return ((LabFileResult.Good) LabFile.parse(text, "near.yaml", Path.of("/etc/laas"))).lab();
    }

    @BeforeEach
    void opens() {
        bench.configure(parsed(shelf.text));
        bench.engine().texts(shelf);
        files = bench.engine().labFiles();
    }

    @AfterEach
    void closes() {
        bench.close();
    }

    private LabFileView save(String text) {
        return done(files.save(NEAR, text, done(files.find(NEAR, KEEPER)).version(), KEEPER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Lab near | title: Another | lab title CHANGED",
                "cores: 64 | cores: 65 | hosts near-h1 CHANGED",
                "os: debian-12 | os: debian-13 | images guest CHANGED",
                "disk: 10G | disk: 11G | pods small CHANGED",
                "image: guest} | image: guest, description: x} | configs hello CHANGED",
                "configs: | policy: {max-active: 3}#configs: | policy max-active CHANGED",
                "configs: | policy: {idle: {after: 8h}}#configs: | policy idle CHANGED",
                "configs: | user-pods: {max-kept: 3}#configs: | user-pods max-kept CHANGED",
                "configs: | snapshots: {max-size: 5G}#configs: | snapshots max-size CHANGED",
                "configs: | isos: [{name: tools, file: tools.iso}]#configs: | isos tools ADDED",
                "configs: | vpods: [{name: v1, host: near-h1, pod: small, config: hello}]#configs: | vpods v1 ADDED"
            })
    void tellsWhatATextChangesInEachPart(String before, String after, String change) {
        String text = shelf.text.replace(before, after.replace("#", "\n"));

        LabFileCheck check = done(files.check(NEAR, text, ADMIN));

        assertThat(check.problems()).isEmpty();
        assertThat(check.changes())
                .extracting(c -> "%s %s %s".formatted(c.part(), c.name(), c.kind()))
                .containsExactly(change);
    }

    @Test
    void noPartOfALabIsForgotten() {
        assertThat(Lab.class.getRecordComponents())
                .as("parts that Differences compares; add a new one there and above")
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "contact",
                        "zone",
                        "hosts",
                        "images",
                        "isos",
                        "pods",
                        "configs",
                        "vpods",
                        "policy",
                        "userPods",
                        "snapshots");
    }

    @Test
    void commentsAndOrderChangeNothing() {
        LabFileCheck check =
                done(files.check(NEAR, "# moved\n" + shelf.text.replace("zone: UTC", "zone: 'UTC'"), KEEPER));

        assertThat(check.changes()).isEmpty();
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void namesOfOtherLabsAreTaken() {
        bench.configure(
                parsed(shelf.text), aLab("other").host("h9", 2).vpod("v9", "h9").build());

        var problems = done(files.check(
                        NEAR,
                        shelf.text.replace("near-h1", "h9")
                                + VPODS.replace("near-h1", "h9").replace("v1", "v9"),
                        ADMIN))
                .problems();

        assertThat(problems).hasSize(2).allMatch(p -> p.line() > 0 && p.column() > 0);
        assertThat(problems.get(0).message())
                .isEqualTo("has the name 'h9', which a host of lab other has; give it another");
        assertThat(problems.get(1).message())
                .isEqualTo("has the name 'v9', which a vpod of lab other has; give it another");
    }

    @Test
    void aLabElsewhereIsShownAndNotChanged() {
        done(bench.engine()
                .remoteLabs()
                .register(FAR, LabElsewhere.workerOf("far").user(), ADMIN));
        new LabElsewhere(bench::engine, bench.world, "far").publish();

        LabFileView view = done(files.find(FAR, KEEPER));

        assertThat(view.text()).contains("far-h1");
        assertThat(view.fixed().orElseThrow()).contains("served elsewhere", "Change it there");
        assertThat(refused(files.save(FAR, view.text() + "# x", view.version(), KEEPER))
                        .code())
                .isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void aTextThatIsFixedIsNotChanged() {
        shelf.fixed = Optional.of("Change it in the safe.");
        LabFileView view = done(files.find(NEAR, KEEPER));

        assertThat(view.fixed()).isEqualTo(shelf.fixed);
        assertThat(refused(files.save(NEAR, view.text() + "# x", view.version(), KEEPER))
                        .message())
                .isEqualTo("Change it in the safe.");
    }

    @Test
    void whatCannotBeKeptIsSaidAndTheLabStays() {
        String before = shelf.text;
        String version = done(files.find(NEAR, KEEPER)).version();

        assertThat(refused(files.save(NEAR, before.replace("Lab near", "unkeepable"), version, KEEPER))
                        .message())
                .contains("cannot be saved: the disk is full", "stays as it is");
        assertThat(refused(files.save(NEAR, before.replace("Lab near", "overtaken"), version, KEEPER))
                        .code())
                .isEqualTo(RefusalCode.CHANGED_MEANWHILE);
        shelf.trouble = new IOException("near.yaml is gone; put it back");
        assertThat(refused(files.find(NEAR, KEEPER)).message())
                .contains("near.yaml is gone", "goes on as it was read last");
        assertThat(shelf.text).isEqualTo(before);
        assertThat(bench.engine().catalogue().lab(NEAR).orElseThrow().title()).isEqualTo("Lab near");
    }

    @Test
    void aFileThatWasBrokenByHandIsShownAndMended() {
        String good = shelf.text;
        shelf.text = good.replace("lab: {", "lab: [{") + "# url https://x.example.org/?key=secret\n";

        LabFileView view = done(files.find(NEAR, KEEPER));
        assertThat(view.text()).contains("https://x.example.org/?(hidden-1)").doesNotContain("secret");
        assertThat(done(files.check(NEAR, view.text(), KEEPER)).problems()).hasSize(1);
        assertThat(save(view.text().replace("lab: [{", "lab: {")).fixed()).isEmpty();

        assertThat(shelf.text).isEqualTo(good + "# url https://x.example.org/?key=secret\n");
    }

    @Test
    void linesEndAsTheyEndedBefore() {
        shelf.text = shelf.text.replace("\n", "\r\n");

        save(done(files.find(NEAR, KEEPER)).text().replace("\r\n", "\n") + "# more\n");

        assertThat(shelf.text).endsWith("# more\r\n");
        assertThat(shelf.text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void hostsImagesAndIsosAreForThoseWhoManageEverything() {
        String iso = shelf.text + "isos:\n  - {name: tools, file: tools.iso}\n";
        assertThat(done(files.check(NEAR, iso, KEEPER)).forbidden().orElseThrow())
                .contains("MANAGE");
        assertThat(done(files.check(NEAR, iso, ADMIN)).forbidden()).isEmpty();
        assertThat(done(files.check(NEAR, shelf.text.replace("cores: 64", "cores: 32"), KEEPER))
                        .forbidden())
                .isEmpty();
        String second = shelf.text.replace(
                "images:",
                "  - {name: near-h2, uri: 'qemu:///system', cores: 6, memory: 12G, disk: 4T, storage: /var/lib/laas/pool, addresses: 10.81.0.0/16}\nimages:");
        assertThat(refused(files.save(
                                NEAR, second, done(files.find(NEAR, KEEPER)).version(), KEEPER))
                        .code())
                .isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(done(files.check(
                                NEAR,
                                second.replace(
                                        "qemu:///system', cores: 6,", "qemu+ext:///system?command=/bin/sh', cores: 6,"),
                                ADMIN))
                        .forbidden()
                        .orElseThrow())
                .contains("host near-h2", "can name commands");
        shelf.text = second;
        bench.configure(parsed(second));
        assertThat(save(shelf.text.replaceAll("  - \\{name: near-h2.*\n", "")).text())
                .as("a host may be taken out")
                .doesNotContain("near-h2");
    }

    @Test
    void nobodyElseReadsOrWrites() {
        assertThat(refused(files.find(NEAR, ANN)).code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(files.check(NEAR, shelf.text, ANN)).code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(files.save(NEAR, shelf.text, "any", ANN)).code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(files.find(new LabId("none"), KEEPER)).code()).isEqualTo(RefusalCode.UNKNOWN_LAB);
        bench.engine().texts(LabTexts.NONE);
        assertThat(refused(files.find(NEAR, KEEPER)).message()).contains("is not kept here");
    }

    @Test
    void aChangeSaysHowItWasAndHowItWillBe() {
        save(shelf.text + VPODS + "policy: {reminders: [2d, 1h]}\n");

        assertThat(done(files.check(
                                NEAR, shelf.text.replace("[2d, 1h]", "[1d]").replace("disk: 4T", "disk: 5T"), KEEPER))
                        .changes())
                .contains(
                        new LabFileChange(
                                "policy", "reminders", Kind.CHANGED, Optional.of("2d, 1h"), Optional.of("1d")),
                        new LabFileChange(
                                "hosts",
                                "near-h1",
                                Kind.CHANGED,
                                Optional.of("64 cores, 131072 MiB memory, 4096 GiB disk"),
                                Optional.of("64 cores, 131072 MiB memory, 5120 GiB disk")));
        assertThat(done(files.check(NEAR, shelf.text.replace(VPODS, ""), KEEPER))
                        .changes())
                .containsExactly(new LabFileChange(
                        "vpods", "v1", Kind.REMOVED, Optional.of("small with hello on near-h1"), Optional.empty()));
    }
}
