package io.laas.engine;

import io.laas.model.booking.BookingState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is in an H2 file, looked at past the engine, and what of it cannot be if only whole transactions were written. */
final class StoredFacts implements AutoCloseable {
    private static final List<String> HALVES = List.of("""
            select 'the counter of events is at ' || last_seq || ', there are ' || n || ', the last is ' || m
              from event_counter, (select count(*) n, coalesce(max(seq), 0) m from event)
             where last_seq <> m or n <> m""", """
            select 'b-' || b.id || ' is ' || b.state || ' without the event' from booking b
             where not exists (select 1 from event e where e.booking = b.id and e.kind = 'BOOKING_' || b.state)""", """
            select 'event ' || e.seq || ' is about b-' || e.booking || ', which is not there' from event e
             where e.booking is not null and not exists (select 1 from booking b where b.id = e.booking)""", """
            select 'b-' || b.id || ' is ' || b.state || ' and was cancelled by event ' || e.seq
              from event e join booking b on b.id = e.booking
             where e.kind = 'BOOKING_CANCELLED' and b.state <> 'CANCELLED'""", """
            select 'b-' || b.id || ' is ' || b.state || ', its hold is on ' || coalesce(o.vpod, 'nothing')
              from booking b left join occupation o on o.booking = b.id
             where (b.state = 'SCHEDULED') <> (o.booking is not null)""", """
            select 'b-' || b.id || ' is ' || b.state || ', its vpod is ' || coalesce(v.state, 'not there')
              from booking b left join vpod v on v.id = b.vpod
             where v.id is null or (b.state = 'SCHEDULED') <> (v.state = 'NEW')""");

    private final Connection connection;

    /** Opens the file, named without its ending. */
    StoredFacts(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:file:" + file, "sa", "");
    }

    /** Says what only a part of a transaction can have left, when bookings were only made and cancelled. */
    List<String> halves() throws SQLException {
        List<String> found = new ArrayList<>();
        for (String query : HALVES) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /** Says which bookings are not there, or not as far, as somebody was told. */
    List<String> forgotten(Map<String, String> told) throws SQLException {
        Map<String, String> stored = states();
        return told.entrySet().stream()
                .filter(e -> !reached(e.getValue(), stored.get(e.getKey())))
                .map(e -> "%s was %s and is %s".formatted(e.getKey(), e.getValue(), stored.get(e.getKey())))
                .toList();
    }

    private static boolean reached(String told, String stored) {
        return told.equals(stored) || BookingState.CANCELLED.name().equals(stored);
    }

    private Map<String, String> states() throws SQLException {
        Map<String, String> states = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, state from booking")) {
            while (rows.next()) {
                states.put("b-" + rows.getLong(1), rows.getString(2));
            }
        }
        return states;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
