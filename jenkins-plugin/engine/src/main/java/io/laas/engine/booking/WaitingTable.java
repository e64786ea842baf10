package io.laas.engine.booking;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of the queue: one for each booking that waits. */
final class WaitingTable {
    private static final String OF_LAB = """
            select booking, lab, owner, vpod, since, not_before, length_ms from waiting
             where lab = :lab order by since, booking""";
    private static final String LABS = "select distinct lab from waiting order by lab";
    private static final String COUNT = """
            select (select count(*) from waiting where owner = :owner)
                 + (select count(*) from approval a
                     where a.state = 'OPEN'
                       and (select b.owner from booking b where b.id = a.booking) = :owner) as many""";
    private static final String COUNT_IN = "select count(*) from waiting where owner = :owner and lab = :lab";
    private static final String INSERT = """
            insert into waiting (booking, lab, owner, vpod, since, not_before, length_ms)
            values (:booking, :lab, :owner, :vpod, :since, :notBefore, :length)""";
    private static final String HAND = "update waiting set owner = :owner where booking = :booking";
    private static final String DELETE = "delete from waiting where booking = :booking";

    private final Handle handle;

    /**
     * What somebody waits for.
     *
     * @param vpod a certain static vpod; empty: any
     */
    record WaitingRow(
            BookingId booking,
            LabId lab,
            UserId owner,
            Optional<VpodId> vpod,
            Instant since,
            Instant notBefore,
            Duration length) {}

    WaitingTable(Tx tx) {
        this.handle = tx.handle();
    }

    List<WaitingRow> of(LabId lab) {
        return handle.createQuery(OF_LAB)
                .bind("lab", lab.value())
                .map((rs, ctx) -> row(rs))
                .list();
    }

    List<LabId> labs() {
        return handle.createQuery(LABS)
                .map((rs, ctx) -> new LabId(rs.getString("lab")))
                .list();
    }

    /** Returns how many bookings of the user are in a queue or wait for approval. */
    int count(UserId owner) {
        return handle.createQuery(COUNT)
                .bind("owner", owner.value())
                .mapTo(Integer.class)
                .one();
    }

    int count(UserId owner, LabId lab) {
        return handle.createQuery(COUNT_IN)
                .bind("owner", owner.value())
                .bind("lab", lab.value())
                .mapTo(Integer.class)
                .one();
    }

    void insert(WaitingRow row) {
        handle.createUpdate(INSERT)
                .bind("booking", row.booking().number())
                .bind("lab", row.lab().value())
                .bind("owner", row.owner().value())
                .bind("vpod", row.vpod().map(VpodId::value).orElse(null))
                .bind("since", row.since())
                .bind("notBefore", row.notBefore())
                .bind("length", row.length().toMillis())
                .execute();
    }

    void hand(BookingId booking, UserId to) {
        handle.createUpdate(HAND)
                .bind("owner", to.value())
                .bind("booking", booking.number())
                .execute();
    }

    void delete(BookingId booking) {
        handle.createUpdate(DELETE).bind("booking", booking.number()).execute();
    }

    private static WaitingRow row(ResultSet rs) throws SQLException {
        return new WaitingRow(
                new BookingId(rs.getLong("booking")),
                new LabId(rs.getString("lab")),
                new UserId(rs.getString("owner")),
                Columns.text(rs, "vpod").map(VpodId::new),
                Columns.instant(rs, "since"),
                Columns.instant(rs, "not_before"),
                Duration.ofMillis(rs.getLong("length_ms")));
    }
}
