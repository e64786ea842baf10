package io.laas.web.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a stopped server's database with bookings that are over, as years of use would. */
final class History {
    private static final String[] STATEMENTS = {
        """
        insert into vpod (id, lab, host, pod, config, kind, state, configured, stands, cores, memory_mib, disk_gib,
                          attempts, blueprint, keys_stale)
        select 'old-' || x, 'bench', 'host' || (mod(x, 16) + 1), 'one', 'plain', 'DYNAMIC', 'GONE', true, false, 1, 1024, 10,
               0, '{}', false
          from system_range(1, %1$d)""", """
        insert into booking (lab, pod, config, owner, purpose, project, start_at, end_at, state, vpod, host, extensions,
                             booker, channel, created_at, revision, tries)
        select 'bench', 'one', 'plain', (select min(user_id) from account), 'history', '',
               dateadd('minute', -30 * (x + 2), current_timestamp), dateadd('minute', -30 * (x + 1), current_timestamp),
               'DONE', 'old-' || x, 'host' || (mod(x, 16) + 1), 0, 'PERSON', 'API',
               dateadd('minute', -30 * (x + 3), current_timestamp), 6, 0
          from system_range(1, %1$d)""", """
        insert into operation (vpod, booking, kind, state, created_at, started_at, finished_at, cancelled)
        select vpod, id, 'PROVISION', 'SUCCEEDED', start_at, start_at, start_at, false from booking where purpose = 'history'""", """
        insert into event (seq, happened_at, kind, lab, booking, vpod, actor, channel, details)
        select (select last_seq from event_counter) + row_number() over (order by id), start_at, 'BOOKING_DONE', 'bench', id,
               vpod, owner, 'API', '{}'
          from booking where purpose = 'history'""", "update event_counter set last_seq = (select max(seq) from event)", "analyze"
    };

    private History() {}

    static void write(Path data, int bookings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("laas").toAbsolutePath(), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql.formatted(bookings));
            }
        }
    }
}
