package io.laas.engine.booking;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.lab.Lab;
import io.laas.model.use.PodUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rows of how running bookings are used; gone with the end of the booking. */
final class UseTable {
    private static final String COLUMNS = "booking, sampled_at, sample, used_at, asked_at";
    private static final String FIND = "select " + COLUMNS + " from booking_use where booking in (<ids>)";
    private static final String DUE = """
            select o.booking from occupation o left join booking_use u on u.booking = o.booking
             where o.host in (<hosts>) and o.start_at <= :now and o.end_at > :now and not o.cleaning
               and (u.booking is null or u.sampled_at <= :seldom or (u.sampled_at <= :often and u.asked_at is not null))
             order by o.booking""";
    private static final String ASKED = """
            select u.booking, u.sampled_at, u.sample, u.used_at, u.asked_at
              from booking_use u join occupation o on o.booking = u.booking
             where o.host in (<hosts>) and u.asked_at <= :before and u.sampled_at > :fresh and not o.cleaning
             order by u.used_at, u.booking""";
    private static final String UPDATE = """
            update booking_use set sampled_at = :sampled, sample = :sample, used_at = :used, asked_at = :asked
             where booking = :booking""";
    private static final String INSERT = """
            insert into booking_use (booking, sampled_at, sample, used_at, asked_at)
            values (:booking, :sampled, :sample, :used, :asked)""";
    private static final String KEEP =
            "update booking_use set used_at = :now, asked_at = null where booking = :booking";
    private static final String DELETE = "delete from booking_use where booking = :booking";

    private final Tx tx;
    private final Handle handle;

    UseTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<UseRow> find(BookingId booking) {
        return Optional.ofNullable(find(List.of(booking)).get(booking));
    }

    /** Returns those of the bookings' rows that there are. */
    Map<BookingId, UseRow> find(Collection<BookingId> bookings) {
        if (bookings.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery(FIND)
                .bindList("ids", bookings.stream().map(BookingId::number).toList())
                .map((rs, ctx) -> row(rs))
                .stream()
                .collect(Collectors.toMap(UseRow::booking, r -> r));
    }

    /** Returns running bookings on the lab's hosts that were not asked lately; those that are idle are asked more often. */
    List<BookingId> due(Lab lab, Duration seldom, Duration often) {
        return handle.createQuery(DUE)
                .bindList("hosts", hosts(lab))
                .bind("now", tx.now())
                .bind("seldom", tx.now().minus(seldom))
                .bind("often", tx.now().minus(often))
                .map((rs, ctx) -> new BookingId(rs.getLong("booking")))
                .list();
    }

    /** Returns what is idle since so long that its holders were asked before then, and was seen lately; the longest idle first. */
    List<UseRow> asked(Lab lab, Duration ago, Duration fresh) {
        return handle.createQuery(ASKED)
                .bindList("hosts", hosts(lab))
                .bind("before", tx.now().minus(ago))
                .bind("fresh", tx.now().minus(fresh))
                .map((rs, ctx) -> row(rs))
                .list();
    }

    private static List<String> hosts(Lab lab) {
        return lab.hosts().stream().map(h -> h.id().value()).toList();
    }

    /** Writes the row; the caller holds the lock of the booking's host. */
    void put(UseRow row) {
        if (write(UPDATE, row) == 0) {
            write(INSERT, row);
        }
    }

    private int write(String sql, UseRow row) {
        return handle.createUpdate(sql)
                .bind("booking", row.booking().number())
                .bind("sampled", row.sampledAt())
                .bind("sample", Json.write(row.sample()))
                .bind("used", row.usedAt())
                .bind("asked", row.askedAt().orElse(null))
                .execute();
    }

    /** Lets the booking count as used now. */
    void keep(BookingId booking) {
        handle.createUpdate(KEEP)
                .bind("now", tx.now())
                .bind("booking", booking.number())
                .execute();
    }

    void delete(BookingId booking) {
        handle.createUpdate(DELETE).bind("booking", booking.number()).execute();
    }

    private static UseRow row(ResultSet rs) throws SQLException {
        return new UseRow(
                new BookingId(rs.getLong("booking")),
                Columns.instant(rs, "sampled_at"),
                Json.read(rs.getString("sample"), PodUse.class),
                Columns.instant(rs, "used_at"),
                Columns.optionalInstant(rs, "asked_at"));
    }
}
