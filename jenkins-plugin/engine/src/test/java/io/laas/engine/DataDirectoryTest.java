package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.booking.BookingFilter;
import io.laas.engine.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path directory;

    private Bench bench() {
        return new Bench(
                EngineSettings.inDirectory(directory), aLab().host("h1", 4).build());
    }

    @Test
    void whatWasGrantedIsThereAfterAKill() throws Exception {
        Set<String> told = new HashSet<>();
        try (OtherProcess other = new OtherProcess(directory)) {
            for (int i = 0; i < 120; i++) {
                told.add(other.next());
            }
            other.kill();
        }
        try (Bench bench = bench()) {
            Set<String> stored = new HashSet<>();
            bench.engine()
                    .bookings()
                    .list(BookingFilter.all(500), ADMIN)
                    .items()
                    .forEach(v -> {
                        assertThat(v.booking().vpod())
                                .as("nothing is half written")
                                .isPresent();
                        stored.add(v.booking().id().toString());
                    });
            assertThat(told).hasSize(120);
            assertThat(stored).containsAll(told);
        }
    }

    @Test
    void aSecondProcessIsToldWhoHasTheDirectory() throws Exception {
        try (OtherProcess other = new OtherProcess(directory)) {
            other.next();
            assertThatThrownBy(this::bench)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The data directory " + directory + " is in use by process " + other.pid())
                    .hasMessageEndingWith("Stop that server, or give this one another directory.");
        }
    }

    @Test
    void aDamagedFileIsLeftAsItIs() throws Exception {
        Path file = directory.resolve("laas.mv.db");
        Files.writeString(file, "this is no database ".repeat(1000));
        assertThatThrownBy(this::bench)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The database cannot be opened: ")
                .hasMessageContaining("It was left as it is");
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).startsWith("this is no database");
        Files.delete(file);
        bench().close();
    }

    @Test
    void aStoreOfALaterVersionIsRefused() throws Exception {
        bench().close();
        sql("insert into \"laas_schema_history\" values"
                + " (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'SA', current_timestamp, 1, true)");
        assertThatThrownBy(this::bench)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The database could not be brought to this version: ")
                .hasMessageContaining("use the version of LaaS that wrote it");
    }

    @Test
    void aFailedMigrationIsSaidAndNothingIsStarted() throws Exception {
        bench().close();
        sql("delete from \"laas_schema_history\" where \"version\" >= '37'");
        sql("drop table if exists leak_seen");
        sql("create view leak_seen as select 1 as one");
        assertThatThrownBy(this::bench)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The database could not be brought to this version: ");
    }

    @Test
    void theControllerIsKnownAgainWhenTheStoreIsLost() throws Exception {
        String controller;
        try (Bench bench = bench()) {
            controller = bench.engine().controller();
        }
        Files.delete(directory.resolve("laas.mv.db"));
        try (Bench bench = bench()) {
            assertThat(bench.engine().controller()).isEqualTo(controller);
        }
    }

    private void sql(String statement) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("laas");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }
}
