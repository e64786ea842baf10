package io.laas.engine.booking;

import io.laas.engine.store.Tx;
import io.laas.model.booking.BookingState;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** The query behind lists of bookings. */
final class BookingList {
    private static final String OWN_OR_SHARED = """
            b.id in (select id from booking where owner = :member
                     union select booking from booking_member where member = :member)""";

    private final Tx tx;

    BookingList(Tx tx) {
        this.tx = tx;
    }

    /** Returns at most one row more than the filter's limit, newest first. */
    List<BookingRow> find(BookingFilter filter) {
        Query query = tx.handle().createQuery(sql(filter)).bind("limit", filter.limit() + 1);
        filter.member().ifPresent(m -> query.bind("member", m.value()));
        filter.lab().ifPresent(l -> query.bind("lab", l.value()));
        filter.vpod().ifPresent(v -> query.bind("vpod", v.value()));
        filter.from().ifPresent(f -> query.bind("from", f));
        filter.to().ifPresent(t -> query.bind("to", t));
        filter.booker().ifPresent(b -> query.bind("booker", b.name()));
        filter.origin().ifPresent(o -> query.bind("origin", o).bind("originLength", o.length()));
        filter.after().ifPresent(a -> query.bind("after", a.number()));
        if (!filter.states().isEmpty()) {
            query.bindList(
                    "states",
                    filter.states().stream().map(BookingState::name).sorted().toList());
        }
        return new BookingTable(tx)
                .withMembers(query.map((rs, ctx) -> BookingTable.row(rs)).list());
    }

    private static String sql(BookingFilter filter) {
        List<String> conditions = new ArrayList<>();
        filter.member().ifPresent(m -> conditions.add(OWN_OR_SHARED));
        filter.lab().ifPresent(l -> conditions.add("b.lab = :lab"));
        filter.vpod().ifPresent(v -> conditions.add("b.vpod = :vpod"));
        filter.from().ifPresent(f -> conditions.add("b.end_at > :from"));
        filter.to().ifPresent(t -> conditions.add("b.start_at < :to"));
        filter.booker().ifPresent(b -> conditions.add("b.booker = :booker"));
        filter.origin().ifPresent(o -> conditions.add("left(b.origin, :originLength) = :origin"));
        filter.after().ifPresent(a -> conditions.add("b.id < :after"));
        if (!filter.states().isEmpty()) {
            conditions.add("b.state in (<states>)");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select " + BookingTable.COLUMNS + " from booking b" + where
                + " order by b.id desc fetch first :limit rows only";
    }
}
