package io.laas.engine;

import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.booking.InstallService;
import io.laas.engine.installer.InstallationTable;
import io.laas.engine.installer.Installers;
import io.laas.engine.operation.Operation;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.RefusalCode;
import io.laas.model.installer.Installation;
import io.laas.model.installer.Installer;
import io.laas.model.lab.LabProblem;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationState;
import io.laas.model.pod.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installers: which are offered, who may install what where, and what becomes of the values. */
class InstallTest {
    private static final String NOTE = """
            installer: note
            parameters:
              - {name: token, secret: true}
            steps:
              - {name: note, script: echo noted}
            """;

    @TempDir
    private Path directory;

    private Bench bench;
    private BookingId booking;

    @BeforeEach
    void active() {
        bench = new Bench(Bench.inMemory(), aLab().host("h1", 2).build());
        bench.engine().installers().in(List.of(directory));
        Booking active = bench.active(ANN, Duration.ofDays(1));
        bench.settle();
        booking = active.id();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private InstallService installs() {
        return bench.engine().bookings().installs();
    }

    private Installers.Offer offer() {
        return bench.engine().installers().offer();
    }

    private void drop(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private Installation ordered() {
        var orders = bench.operations().started();
        return orders.get(orders.size() - 1).plan().extras().installation().orElseThrow();
    }

    @Test
    void installsWithValuesOnThePodOfTheBooking() {
        Operation operation = done(installs().install(booking, "hello-world", Map.of("greeting", "Salut"), ANN));
        assertThat(operation.kind()).isEqualTo(OperationKind.INSTALL);
        assertThat(ordered().values()).containsEntry("greeting", "Salut").containsEntry("port", "8080");
        bench.settle();
        assertThat(bench.engine()
                        .operations()
                        .find(operation.id(), ANN)
                        .orElseThrow()
                        .state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(bench.booking(booking).state()).isEqualTo(io.laas.model.booking.BookingState.ACTIVE);
    }

    @Test
    void whatAConfigInstallsTravelsWithThePodsOrders() {
        var plan = bench.operations().started().get(0).plan();
        assertThat(plan.config().installer()).isEmpty();
        assertThat(plan.extras().installation()).isEmpty();
        Config hello = installing(plan.config(), "hello-world");
        Installers installers = bench.engine().installers();
        assertThat(installers.ofConfig(plan.pod(), hello).orElseThrow().values())
                .containsEntry("port", "8080");
        assertThat(installers.ofConfig(plan.pod(), installing(hello, "k3s"))).isEmpty();
        assertThat(installers.ofConfig(plan.pod(), installing(hello, "nothing")))
                .isEmpty();
    }

    private static Config installing(Config c, String installer) {
        return new Config(c.id(), c.description(), c.image(), c.images(), c.cloudInit(), Optional.of(installer));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(refused(installs().install(booking, "nothing", Map.of(), ANN)))
                .satisfies(r -> assertThat(r.code()).isEqualTo(RefusalCode.UNKNOWN_INSTALLER))
                .satisfies(r -> assertThat(r.message())
                        .isEqualTo("There is no installer 'nothing'. There is hello-world, k3s."));
        assertThat(refused(installs().install(booking, "hello-world", Map.of("port", "http", "x", "y"), ANN))
                        .message())
                .startsWith("There is no parameter 'x' of installer hello-world; it has greeting, port.")
                .contains("Parameter port of installer hello-world must match");
        assertThat(refused(installs().install(booking, "k3s", Map.of("token", "abcdefgh12345678"), ANN)))
                .satisfies(r -> assertThat(r.code()).isEqualTo(RefusalCode.REQUIREMENT))
                .satisfies(
                        r -> assertThat(r.message())
                                .isEqualTo(
                                        "Installer k3s needs 2048 MiB of memory on every machine, and jump of pod small has 1024 MiB. Book a pod that has it."));
        assertThat(refused(installs().install(booking, "hello-world", Map.of(), BOB))
                        .code())
                .isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(refused(installs().install(new BookingId(99), "hello-world", Map.of(), ANN))
                        .code())
                .isEqualTo(RefusalCode.UNKNOWN_BOOKING);
        done(installs().install(booking, "hello-world", Map.of(), ANN));
        assertThat(refused(installs().install(booking, "hello-world", Map.of(), ANN))
                        .code())
                .isEqualTo(RefusalCode.BUSY);
        bench.settle();
        done(bench.engine().bookings().release(booking, "", ANN));
        assertThat(refused(installs().install(booking, "hello-world", Map.of(), ANN))
                        .code())
                .isEqualTo(RefusalCode.WRONG_STATE);
    }

    @Test
    void valuesAreKeptUntilTheEndAndNoLonger() throws IOException {
        drop("note.yaml", NOTE);
        Operation operation = done(installs().install(booking, "note", Map.of("token", "geheim42"), ANN));
        bench.crash();
        bench.settle();
        assertThat(ordered().values()).containsEntry("token", "geheim42");
        bench.engine().store().read(tx -> {
            InstallationTable table = new InstallationTable(tx);
            assertThat(table.work(operation.id())).isEmpty();
            assertThat(table.installer(operation.id())).contains("note");
            return true;
        });
        assertThat(bench.engine().events().after(0, 1000).toString()).doesNotContain("geheim42");
    }

    @Test
    void filesAreSeenWhenTheyChangeAndBrokenOnesNamed() throws IOException {
        assertThat(offer().installers()).extracting(Installer::name).containsExactly("hello-world", "k3s");
        drop("note.yaml", NOTE);
        drop("broken.yaml", "installer: broken\nsteps:\n  - {name: a, scrip: x}\n");
        drop("twin.yaml", NOTE);
        drop("readme.txt", "not for reading");
        assertThat(offer().installers()).extracting(Installer::name).containsExactly("hello-world", "k3s", "note");
        assertThat(offer().problems())
                .extracting(LabProblem::toString)
                .anySatisfy(p -> assertThat(p)
                        .startsWith("broken.yaml line 3: steps[0] has the unknown key 'scrip'; did you mean"))
                .anySatisfy(
                        p -> assertThat(p)
                                .isEqualTo(
                                        "twin.yaml: the file describes installer note, which another file does too; give it another name"));
        drop("note.yaml", NOTE.replace("installer: note", "installer: hello-world\ntitle: Ours"));
        Files.setLastModifiedTime(directory.resolve("note.yaml"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(bench.engine().installers().find("hello-world").orElseThrow().title())
                .isEqualTo("Ours");
    }
}
