package io.laas.engine.bench;

import io.laas.engine.EngineSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Bookings that are over, written past the engine as years of use would leave them; the same on H2 and PostgreSQL. */
final class PastBookings {
    /** Each of these long, one after the other on every virtual pod. */
    static final Duration LENGTH = Duration.ofHours(10);

    static final Duration APART = Duration.ofHours(12);
    private static final int BATCH = 5_000;
    private static final String BOOKING = """
            insert into booking (lab, pod, config, owner, purpose, project, start_at, end_at, state, vpod, host, extensions,
                                 booker, channel, created_at, granted_at, active_at, ended_at, revision, tries)
            values (?, 'small', 'hello', ?, 'history', '', ?, ?, 'DONE', ?, ?, 0, 'PERSON', 'API', ?, ?, ?, ?, 6, 0)""";

    private PastBookings() {}

    /**
     * @param owner who has an account already
     * @param before the newest ends before this
     */
    static void write(EngineSettings.Database database, ScaleLabs labs, int bookings, String owner, Instant before)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                PreparedStatement insert = connection.prepareStatement(BOOKING)) {
            connection.setAutoCommit(false);
            int vpods = labs.vpods();
            // the oldest first, as they would have come
            for (int i = 0; i < bookings; i++) {
                int round = (bookings - 1 - i) / vpods + 1;
                Instant start = before.minus(APART.multipliedBy(round));
                fill(insert, labs, i % vpods, owner, start);
                insert.addBatch();
                if (i % BATCH == BATCH - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze");
            }
        }
    }

    private static void fill(PreparedStatement insert, ScaleLabs labs, int vpod, String owner, Instant start)
            throws SQLException {
        int column = 0;
        insert.setString(++column, labs.labOf(vpod));
        insert.setString(++column, owner);
        time(insert, ++column, start);
        time(insert, ++column, start.plus(LENGTH));
        insert.setString(++column, labs.vpod(vpod));
        insert.setString(++column, labs.hostOf(vpod));
        time(insert, ++column, start);
        time(insert, ++column, start);
        time(insert, ++column, start);
        time(insert, ++column, start.plus(LENGTH));
    }

    private static void time(PreparedStatement insert, int column, Instant at) throws SQLException {
        insert.setObject(column, at.atOffset(ZoneOffset.UTC));
    }
}
