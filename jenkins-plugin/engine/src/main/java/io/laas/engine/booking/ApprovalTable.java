package io.laas.engine.booking;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rows of approvals: one for each booking that needed one, also when it is over. */
final class ApprovalTable {
    private static final String COLUMNS =
            "booking, lab, state, reasons, until_at, holds, may_wait, vpod, decided_by, decided_at, remark";
    private static final String FIND = "select " + COLUMNS + " from approval where booking in (<ids>)";
    private static final String OPEN =
            "select " + COLUMNS + " from approval where state = 'OPEN' order by until_at, booking";
    private static final String DUE =
            "select booking from approval where state = 'OPEN' and until_at <= :now order by until_at, booking";
    private static final String INSERT = """
            insert into approval (booking, lab, state, reasons, until_at, holds, may_wait, vpod)
            values (:booking, :lab, 'OPEN', :reasons, :until, :holds, :mayWait, :vpod)""";
    private static final String DECIDE = """
            update approval set state = :state, decided_by = :by, decided_at = :now, remark = :remark
             where booking = :booking and state = 'OPEN'""";
    private static final String CLOSE =
            "update approval set state = 'OVER' where booking = :booking and state = 'OPEN'";

    private final Tx tx;
    private final Handle handle;

    ApprovalTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<ApprovalRow> find(BookingId booking) {
        return Optional.ofNullable(find(List.of(booking)).get(booking));
    }

    /** Returns those of the bookings' approvals that there are. */
    Map<BookingId, ApprovalRow> find(Collection<BookingId> bookings) {
        if (bookings.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery(FIND)
                .bindList("ids", bookings.stream().map(BookingId::number).toList())
                .map((rs, ctx) -> row(rs))
                .stream()
                .collect(Collectors.toMap(ApprovalRow::booking, r -> r));
    }

    /** Returns what nobody has decided yet, the most urgent first. */
    List<ApprovalRow> open() {
        return handle.createQuery(OPEN).map((rs, ctx) -> row(rs)).list();
    }

    /** Returns bookings about which nobody decided in time. */
    List<BookingId> due() {
        return handle.createQuery(DUE)
                .bind("now", tx.now())
                .map((rs, ctx) -> new BookingId(rs.getLong("booking")))
                .list();
    }

    void insert(ApprovalRow row) {
        handle.createUpdate(INSERT)
                .bind("booking", row.booking().number())
                .bind("lab", row.lab().value())
                .bind("reasons", String.join("\n", row.reasons()))
                .bind("until", row.until())
                .bind("holds", row.holds())
                .bind("mayWait", row.mayWait())
                .bind("vpod", row.vpod().map(VpodId::value).orElse(null))
                .execute();
    }

    void decide(BookingId booking, ApprovalState state, UserId by, String remark) {
        handle.createUpdate(DECIDE)
                .bind("state", state.name())
                .bind("by", by.value())
                .bind("now", tx.now())
                .bind("remark", remark.isEmpty() ? null : remark)
                .bind("booking", booking.number())
                .execute();
    }

    /** Notes that the booking is over, if nobody has decided about it. */
    void close(BookingId booking) {
        handle.createUpdate(CLOSE).bind("booking", booking.number()).execute();
    }

    private static ApprovalRow row(ResultSet rs) throws SQLException {
        Optional<UserId> by = Columns.text(rs, "decided_by").map(UserId::new);
        Optional<ApprovalRow.Decision> decision = by.isEmpty()
                ? Optional.empty()
                : Optional.of(new ApprovalRow.Decision(
                        by.get(),
                        Columns.instant(rs, "decided_at"),
                        Columns.text(rs, "remark").orElse("")));
        return new ApprovalRow(
                new BookingId(rs.getLong("booking")),
                new LabId(rs.getString("lab")),
                ApprovalState.valueOf(rs.getString("state")),
                rs.getString("reasons").lines().toList(),
                Columns.instant(rs, "until_at"),
                rs.getBoolean("holds"),
                rs.getBoolean("may_wait"),
                Columns.text(rs, "vpod").map(VpodId::new),
                decision);
    }
}
