package io.laas.engine.booking;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of questions whether bookings may end before an outage. */
public final class ShorteningTable {
    private static final String SELECT = """
            select s.outage, o.lab, s.booking, b.owner, o.reason, s.end_at, s.until_at, s.state, s.decided_by, s.decided_at
              from shortening s join outage o on o.id = s.outage join booking b on b.id = s.booking
            """;
    private static final String FIND = SELECT + " where s.outage = :outage and s.booking = :booking";
    private static final String OPEN_OF =
            SELECT + " where s.booking = :booking and s.state = 'OPEN' order by s.until_at, s.outage";
    private static final String NOT_OVER =
            SELECT + " where o.end_at > :now and not o.withdrawn order by s.outage, s.booking";
    private static final String DUE =
            SELECT + " where s.state = 'OPEN' and s.until_at <= :now order by s.until_at, s.outage, s.booking";
    private static final String INSERT = """
            insert into shortening (outage, booking, end_at, until_at, state)
            values (:outage, :booking, :end, :until, 'OPEN')""";
    private static final String DECIDE = """
            update shortening set state = :state, decided_by = :by, decided_at = :now
             where outage = :outage and booking = :booking and state = 'OPEN'""";
    private static final String CLOSE_BOOKING =
            "update shortening set state = 'OVER' where booking = :booking and state = 'OPEN'";
    private static final String CLOSE_OUTAGE =
            "update shortening set state = 'OVER' where outage = :outage and state = 'OPEN'";

    private static final String SETTLE = """
            update shortening set state = 'OVER' where booking = :booking and state = 'OPEN' and end_at >= :end""";

    private final Tx tx;
    private final Handle handle;

    public ShorteningTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<Shortening> find(OutageId outage, BookingId booking) {
        return handle.createQuery(FIND)
                .bind("outage", outage.number())
                .bind("booking", booking.number())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    /** Returns what nobody has answered about the booking, the most urgent first. */
    List<Shortening> openOf(BookingId booking) {
        return handle.createQuery(OPEN_OF)
                .bind("booking", booking.number())
                .map((rs, ctx) -> row(rs))
                .list();
    }

    /** Returns all questions of outages that are not over. */
    List<Shortening> notOver() {
        return handle.createQuery(NOT_OVER)
                .bind("now", tx.now())
                .map((rs, ctx) -> row(rs))
                .list();
    }

    /** Returns what nobody has answered in time. */
    List<Shortening> due() {
        return handle.createQuery(DUE)
                .bind("now", tx.now())
                .map((rs, ctx) -> row(rs))
                .list();
    }

    void insert(OutageId outage, BookingId booking, Instant end, Instant until) {
        handle.createUpdate(INSERT)
                .bind("outage", outage.number())
                .bind("booking", booking.number())
                .bind("end", end)
                .bind("until", until)
                .execute();
    }

    void decide(Shortening question, Shortening.State state, UserId by) {
        handle.createUpdate(DECIDE)
                .bind("state", state.name())
                .bind("by", by.value())
                .bind("now", tx.now())
                .bind("outage", question.outage().number())
                .bind("booking", question.booking().number())
                .execute();
    }

    /** Notes that nothing of the booking is in question any more. */
    void close(BookingId booking) {
        handle.createUpdate(CLOSE_BOOKING).bind("booking", booking.number()).execute();
    }

    /** Notes that nothing later is in question any more about a booking that ends earlier now. */
    void settle(BookingId booking, Instant end) {
        handle.createUpdate(SETTLE)
                .bind("booking", booking.number())
                .bind("end", end)
                .execute();
    }

    /** Notes that nobody has to answer about the outage any more. */
    public void close(OutageId outage) {
        handle.createUpdate(CLOSE_OUTAGE).bind("outage", outage.number()).execute();
    }

    private static Shortening row(ResultSet rs) throws SQLException {
        Optional<UserId> by = Columns.text(rs, "decided_by").map(UserId::new);
        return new Shortening(
                new OutageId(rs.getLong("outage")),
                new LabId(rs.getString("lab")),
                new BookingId(rs.getLong("booking")),
                new UserId(rs.getString("owner")),
                rs.getString("reason"),
                Columns.instant(rs, "end_at"),
                Columns.instant(rs, "until_at"),
                Shortening.State.valueOf(rs.getString("state")),
                by,
                by.isPresent() ? Optional.of(Columns.instant(rs, "decided_at")) : Optional.empty());
    }
}
