package io.laas.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.laas.engine.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and migrates a database; H2 or PostgreSQL. */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** Every commit is synced by {@link GroupSync}; H2's own background writer would also write halves of transactions. */
    private static final String H2_OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000;WRITE_DELAY=600000";

    private static final String COUNT_ON = """
            update event_counter set last_seq = (select max(seq) from event)
             where last_seq < (select max(seq) from event)""";
    private static final String PG_OPTIONS = "-c lock_timeout=5000";
    private static final String MIGRATIONS = "classpath:io/laas/engine/db";
    private static final long CONNECT_MILLIS = 10_000;

    private Database() {}

    static DataSource source(EngineSettings settings) {
        return settings.database()
                .map(Database::given)
                .orElseGet(() -> file(settings.directory().orElseThrow()));
    }

    private static DataSource file(Path directory) {
        String path = directory.toAbsolutePath().resolve("laas").toString().replace(";", "\\;");
        return h2(new EngineSettings.Database("jdbc:h2:file:" + path, "sa", ""));
    }

    private static DataSource given(EngineSettings.Database database) {
        if (database.url().startsWith("jdbc:h2:")) {
            return h2(database);
        }
        if (database.url().startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.url());
            Optional.ofNullable(database.user()).ifPresent(source::setUser);
            Optional.ofNullable(database.password()).ifPresent(source::setPassword);
            source.setOptions(PG_OPTIONS);
            source.setApplicationName("laas, process " + ProcessHandle.current().pid());
            return source;
        }
        throw new StoreException("The database URL must begin with jdbc:h2: or jdbc:postgresql:, was "
                + database.url().replaceAll("[?;].*", ""));
    }

    private static DataSource h2(EngineSettings.Database database) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database.url() + H2_OPTIONS);
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    /** Opens the database; it stays open as long as the pool does. */
    static HikariDataSource pool(EngineSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(settings));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setAutoCommit(true);
        config.setPoolName("laas");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new StoreException(
                    "The database cannot be opened: " + oneLine(root(e))
                            + ". It was left as it is; repair it or restore a copy.",
                    e);
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    static void migrate(DataSource source) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(source)
                    .locations(MIGRATIONS)
                    .table("laas_schema_history")
                    .failOnMissingLocations(true)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "The database could not be brought to this version: " + oneLine(e)
                            + ". Restore a copy of it, or use the version of LaaS that wrote it.",
                    e);
        }
    }

    /** Lets the numbers of events go on after the last one there is, should a crash have left the counter behind it. */
    static void countOn(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(COUNT_ON) > 0) {
                LOG.warn("The counter of events was behind them after a crash; it goes on after the last event");
            }
        } catch (SQLException e) {
            throw new StoreException("The database does not let events be counted: " + oneLine(e), e);
        }
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
