package io.laas.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** The PostgreSQL that tests may use: its JDBC URL in the system property or environment variable {@code laas.postgres.url}. */
final class Postgres {
    private Postgres() {}

    /** Returns settings for a schema of its own; the test is skipped if there is no PostgreSQL. */
    static EngineSettings newSchema() {
        Optional<String> url = Optional.ofNullable(System.getProperty("laas.postgres.url"))
                .or(() -> Optional.ofNullable(System.getenv("LAAS_POSTGRES_URL")))
                .filter(u -> !u.isBlank());
        Assumptions.assumeTrue(
                url.isPresent(), "no PostgreSQL: give its JDBC URL in laas.postgres.url or LAAS_POSTGRES_URL");
        String schema = "laas_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url.get());
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer at " + url.get(), e);
        }
        String separator = url.get().contains("?") ? "&" : "?";
        String own = url.get() + separator + "currentSchema=" + schema;
        return EngineSettings.at(new EngineSettings.Database(own, null, null)).withPoolSize(20);
    }
}
