package io.laas.engine.store;

import io.laas.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Makes sure that one process at a time works with a store. */
final class Hold {
    private static final int ADVISORY_LOCK = 0x6c616173;
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Hold() {}

    static AutoCloseable take(EngineSettings settings, Instant now) {
        if (settings.database()
                .filter(d -> d.url().startsWith("jdbc:postgresql:"))
                .isPresent()) {
            return postgres(settings);
        }
        return settings.directory().<AutoCloseable>map(d -> directory(d, now)).orElse(() -> {});
    }

    static void release(AutoCloseable hold) {
        try {
            hold.close();
        } catch (Exception e) {
            throw new StoreException("The hold on the store could not be given up: " + e.getMessage(), e);
        }
    }

    private static DirectoryLock directory(Path directory, Instant now) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException("The data directory " + directory + " cannot be made: " + e.getMessage(), e);
        }
        return DirectoryLock.take(directory, now);
    }

    private static AutoCloseable postgres(EngineSettings settings) {
        try {
            Connection connection = Database.source(settings).getConnection();
            if (!lockedSoon(connection)) {
                String holder = holder(connection);
                connection.close();
                throw new StoreException("The database is in use by another LaaS server (" + holder
                        + "). Stop that server, or give this one another database.");
            }
            return () -> unlock(connection);
        } catch (SQLException e) {
            throw new StoreException(
                    "The database cannot be opened: " + e.getMessage() + ". Check the URL and that it runs.", e);
        }
    }

    /** A server that was killed holds its lock until PostgreSQL has noticed, which takes a moment. */
    private static boolean lockedSoon(Connection connection) throws SQLException {
        boolean locked = locked(connection);
        for (int i = 0; !locked && i < TRIES; i++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            locked = locked(connection);
        }
        return locked;
    }

    /** Unlocks before the connection is closed: the other end of a closed connection goes on for a moment. */
    private static void unlock(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + ADVISORY_LOCK + ", hashtext(current_schema()))");
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(
                        "select pg_try_advisory_lock(" + ADVISORY_LOCK + ", hashtext(current_schema()))")) {
            return rs.next() && rs.getBoolean(1);
        }
    }

    private static String holder(Connection connection) throws SQLException {
        String sql = """
                select a.application_name, a.client_addr, a.backend_start
                  from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where l.locktype = 'advisory' and l.granted and l.classid = 1818321267
                   and l.objid::bigint = (hashtext(current_schema())::bigint & 4294967295)
                   and l.database = (select oid from pg_database where datname = current_database())""";
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            return rs.next()
                    ? rs.getString("application_name") + " since " + rs.getString("backend_start")
                    : "it has just gone";
        }
    }
}
