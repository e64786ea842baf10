package io.laas.chat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The bot's memory, one H2 file in a directory of its own. Every change is on its way to the file when the call returns: a killed
 * process loses none. One process at a time has it. Thread-safe.
 */
public final class BotStore implements AutoCloseable {
    /** No WRITE_DELAY: a commit is handed to the system before it counts. */
    private static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000;WRITE_DELAY=0";

    /** Files that an interrupted thread does not close for all others. */
    private static final String FILES = "retry:";

    private static final int CONNECTIONS = 8;

    private final JdbcConnectionPool pool;
    private final Jdbi jdbi;

    private BotStore(JdbcConnectionPool pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** The memory cannot be used; the message says why. */
    public static final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Opens the memory in a directory, which is made if it is not there.
     *
     * @throws StoreException if it cannot be made, is in use by another process, or is of a later version
     */
    public static BotStore open(Path directory) {
        try {
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new StoreException("The data directory " + directory + " cannot be made: " + e + ".", e);
        }
        String path = directory.toAbsolutePath().resolve("bot").toString().replace(";", "\\;");
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:" + FILES + path + OPTIONS, "sa", "");
        pool.setMaxConnections(CONNECTIONS);
        try {
            Flyway.configure(BotStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:io/laas/chat/store/db")
                    .failOnMissingLocations(true)
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
            return new BotStore(pool);
        } catch (FlywayException e) {
            pool.dispose();
            throw new StoreException(
                    "The bot's memory in " + directory + " cannot be opened: " + firstLine(root(e))
                            + ". Does another bot use it, or was it written by a later version?",
                    e);
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    /** Does all of the work or nothing of it. */
    public <T> T inTransaction(Function<Tables, T> work) {
        try {
            return jdbi.inTransaction(handle -> work.apply(new Tables(handle)));
        } catch (JdbiException e) {
            throw new StoreException("The bot's memory cannot be used: " + firstLine(root(e)), e);
        }
    }

    /** The tables within one transaction. */
    public static final class Tables {
        private final Handle handle;

        private Tables(Handle handle) {
            this.handle = handle;
        }

        public Requests requests() {
            return new Requests(handle);
        }

        public Actions actions() {
            return new Actions(handle);
        }

        public Posts posts() {
            return new Posts(handle);
        }

        public Settings settings() {
            return new Settings(handle);
        }
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new StoreException("The bot's memory did not close: " + firstLine(e), e);
        } finally {
            pool.dispose();
        }
    }
}
