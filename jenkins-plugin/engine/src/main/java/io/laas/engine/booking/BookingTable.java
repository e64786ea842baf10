package io.laas.engine.booking;

import io.laas.engine.store.Columns;
import io.laas.engine.store.StaleException;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Versions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rows of bookings and of their collaborators. */
public final class BookingTable {
    static final String COLUMNS = """
            b.id, b.lab, b.pod, b.config, b.pod_version, b.config_version, b.owner, b.purpose, b.project, b.start_at, b.end_at, b.state, b.vpod, b.host,
            b.extensions, b.booker, b.channel, b.origin, b.created_at, b.reason, b.revision, b.offer_until, b.finish_as, b.tries, b.group_of""";
    private static final String FIND = "select " + COLUMNS + " from booking b where b.id = :id";
    private static final String FIND_ALL = "select " + COLUMNS + " from booking b where b.id in (<ids>)";
    private static final String INSERT = """
            insert into booking
                (lab, pod, config, pod_version, config_version, owner, purpose, project, start_at, end_at, state, vpod, host,
                 extensions, booker, channel, origin, created_at, reason, revision, offer_until, finish_as, tries)
            values
                (:lab, :pod, :config, :podVersion, :configVersion, :owner, :purpose, :project, :start, :end, :state, null, null,
                 0, :booker, :channel, :origin, :now, null, 1, null, null, 0)""";
    private static final String CHANGE = """
            update booking set start_at = :start, end_at = :end, state = :state, vpod = :vpod, host = :host,
                   extensions = :extensions, reason = :reason, offer_until = :offerUntil, finish_as = :finishAs,
                   tries = :tries, revision = revision + 1,
                   granted_at = coalesce(granted_at, cast(:grantedAt as timestamp(6) with time zone)),
                   active_at = coalesce(active_at, cast(:activeAt as timestamp(6) with time zone)),
                   ended_at = coalesce(ended_at, cast(:endedAt as timestamp(6) with time zone))
             where id = :id and revision = :revision and state = :before""";
    private static final String HAND =
            "update booking set owner = :owner, revision = revision + 1 where id = :id and revision = :revision";
    private static final String MEMBERS =
            "select booking, member from booking_member where booking in (<ids>) order by booking, member";
    private static final String COUNT =
            "select state, count(*) as bookings from booking where state in (<states>) group by state";
    private static final String ADD_MEMBER = "insert into booking_member (booking, member) values (:id, :member)";
    private static final String REMOVE_MEMBER = "delete from booking_member where booking = :id and member = :member";
    private static final String OF_GROUP =
            "select " + COLUMNS + " from booking b where b.group_of = :group order by b.id";
    private static final String GROUP = "update booking set group_of = :first where id in (<ids>)";
    private static final int MAX_REASON = 2000;

    private final Handle handle;
    private final Tx tx;

    public BookingTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    public Optional<BookingRow> find(BookingId id) {
        return withMembers(handle.createQuery(FIND)
                        .bind("id", id.number())
                        .map((rs, ctx) -> row(rs))
                        .list())
                .stream()
                .findFirst();
    }

    List<BookingRow> find(Set<BookingId> ids) {
        return withMembers(handle.createQuery(FIND_ALL)
                .bindList("ids", ids.stream().map(BookingId::number).toList())
                .map((rs, ctx) -> row(rs))
                .list());
    }

    /** Returns the bookings that were asked for together with this one, by their numbers; itself alone if there are none. */
    List<BookingRow> group(BookingRow row) {
        return row.group().isEmpty()
                ? List.of(row)
                : withMembers(handle.createQuery(OF_GROUP)
                        .bind("group", row.group().get().number())
                        .map((rs, ctx) -> row(rs))
                        .list());
    }

    /** Notes that the bookings were asked for together; returns them so. */
    List<BookingRow> together(List<BookingRow> rows) {
        BookingId first = rows.get(0).id();
        handle.createUpdate(GROUP)
                .bind("first", first.number())
                .bindList("ids", rows.stream().map(r -> r.id().number()).toList())
                .execute();
        return rows.stream().map(r -> r.inGroup(first)).toList();
    }

    /** Returns how many bookings there are in each of the states; 0 is left out. */
    Map<BookingState, Long> count(Set<BookingState> states) {
        return handle
                .createQuery(COUNT)
                .bindList(
                        "states",
                        states.stream().map(BookingState::name).sorted().toList())
                .map((rs, ctx) -> Map.entry(BookingState.valueOf(rs.getString("state")), rs.getLong("bookings")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public BookingRow get(BookingId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("booking " + id + " is not in the store"));
    }

    /** Adds a booking that is asked for and has neither place nor number yet; returns it with its number. */
    BookingRow insert(NewBooking order, BookingState state) {
        long id = handle.createUpdate(INSERT)
                .bind("lab", order.lab().value())
                .bind("pod", order.pod().value())
                .bind("config", order.config().value())
                .bind("podVersion", Columns.nullable(order.versions().pod()))
                .bind("configVersion", Columns.nullable(order.versions().config()))
                .bind("owner", order.request().owner().value())
                .bind("purpose", order.request().purpose())
                .bind("project", order.request().project())
                .bind("start", order.slot().start())
                .bind("end", order.slot().end())
                .bind("state", state.name())
                .bind("booker", order.request().booker().name())
                .bind("channel", order.channel().name())
                .bind("origin", order.request().origin().orElse(null))
                .bind("now", tx.now())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        BookingId number = new BookingId(id);
        order.request().collaborators().stream().sorted().forEach(m -> addMember(number, m));
        return fresh(number, order, state);
    }

    private BookingRow fresh(BookingId id, NewBooking order, BookingState state) {
        Booking booking = new Booking(
                id,
                order.lab(),
                order.pod(),
                order.config(),
                order.versions(),
                order.request().owner(),
                order.request().collaborators(),
                order.request().purpose(),
                order.request().project(),
                order.slot(),
                state,
                Optional.empty(),
                Optional.empty(),
                0,
                order.request().booker(),
                order.channel(),
                order.request().origin(),
                tx.now(),
                Optional.empty(),
                1);
        return new BookingRow(booking, Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    /** Writes the changed booking if it is still as it was; returns it with its new revision. */
    BookingRow change(BookingRow before, BookingRow after) {
        Booking b = after.booking();
        int count = handle.createUpdate(CHANGE)
                .bind("start", b.slot().start())
                .bind("end", b.slot().end())
                .bind("state", b.state().name())
                .bind("vpod", b.vpod().map(VpodId::value).orElse(null))
                .bind("host", b.host().map(HostId::value).orElse(null))
                .bind("extensions", b.extensions())
                .bind("reason", Columns.cut(b.reason().orElse(null), MAX_REASON))
                .bind("offerUntil", after.offerUntil().orElse(null))
                .bind("finishAs", after.finishAs().map(BookingState::name).orElse(null))
                .bind("tries", after.tries())
                .bind("grantedAt", b.state() == BookingState.SCHEDULED ? tx.now() : null)
                .bind("activeAt", b.state() == BookingState.ACTIVE ? tx.now() : null)
                .bind("endedAt", isOver(b.state()) ? tx.now() : null)
                .bind("id", b.id().number())
                .bind("revision", before.booking().revision())
                .bind("before", before.state().name())
                .execute();
        if (count != 1) {
            throw new StaleException("booking " + b.id());
        }
        return revised(after, before.booking().revision() + 1);
    }

    private static boolean isOver(BookingState state) {
        return state == BookingState.CLEANING || state.isFinal();
    }

    private static BookingRow revised(BookingRow row, long revision) {
        Booking b = row.booking();
        Booking revised = new Booking(
                b.id(),
                b.lab(),
                b.pod(),
                b.config(),
                b.versions(),
                b.owner(),
                b.collaborators(),
                b.purpose(),
                b.project(),
                b.slot(),
                b.state(),
                b.vpod(),
                b.host(),
                b.extensions(),
                b.booker(),
                b.channel(),
                b.origin(),
                b.createdAt(),
                b.reason(),
                revision);
        return new BookingRow(revised, row.offerUntil(), row.finishAs(), row.tries(), row.group());
    }

    /** Gives the booking another owner if it is still as it was. */
    void hand(BookingRow row, UserId to) {
        int count = handle.createUpdate(HAND)
                .bind("owner", to.value())
                .bind("id", row.id().number())
                .bind("revision", row.booking().revision())
                .execute();
        if (count != 1) {
            throw new StaleException("booking " + row.id());
        }
    }

    void addMember(BookingId id, UserId member) {
        handle.createUpdate(ADD_MEMBER)
                .bind("id", id.number())
                .bind("member", member.value())
                .execute();
    }

    void removeMember(BookingId id, UserId member) {
        handle.createUpdate(REMOVE_MEMBER)
                .bind("id", id.number())
                .bind("member", member.value())
                .execute();
    }

    /** Returns the rows with their collaborators, read in one go. */
    List<BookingRow> withMembers(List<BookingRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<BookingId, Set<UserId>> members = new HashMap<>();
        handle.createQuery(MEMBERS)
                .bindList("ids", rows.stream().map(r -> r.id().number()).toList())
                .map((rs, ctx) -> Map.entry(new BookingId(rs.getLong("booking")), new UserId(rs.getString("member"))))
                .forEach(e -> members.computeIfAbsent(e.getKey(), id -> new HashSet<>())
                        .add(e.getValue()));
        return rows.stream()
                .map(r -> members.containsKey(r.id()) ? shared(r, members.get(r.id())) : r)
                .toList();
    }

    private static BookingRow shared(BookingRow row, Set<UserId> members) {
        Booking b = row.booking();
        Booking shared = new Booking(
                b.id(),
                b.lab(),
                b.pod(),
                b.config(),
                b.versions(),
                b.owner(),
                members,
                b.purpose(),
                b.project(),
                b.slot(),
                b.state(),
                b.vpod(),
                b.host(),
                b.extensions(),
                b.booker(),
                b.channel(),
                b.origin(),
                b.createdAt(),
                b.reason(),
                b.revision());
        return new BookingRow(shared, row.offerUntil(), row.finishAs(), row.tries(), row.group());
    }

    static BookingRow row(ResultSet rs) throws SQLException {
        Booking booking = new Booking(
                new BookingId(rs.getLong("id")),
                new LabId(rs.getString("lab")),
                new PodId(rs.getString("pod")),
                new ConfigId(rs.getString("config")),
                new Versions(Columns.integer(rs, "pod_version"), Columns.integer(rs, "config_version")),
                new UserId(rs.getString("owner")),
                Set.of(),
                rs.getString("purpose"),
                rs.getString("project"),
                new TimeSlot(Columns.instant(rs, "start_at"), Columns.instant(rs, "end_at")),
                BookingState.valueOf(rs.getString("state")),
                Columns.text(rs, "vpod").map(VpodId::new),
                Columns.text(rs, "host").map(HostId::new),
                rs.getInt("extensions"),
                Booker.valueOf(rs.getString("booker")),
                Channel.valueOf(rs.getString("channel")),
                Columns.text(rs, "origin"),
                Columns.instant(rs, "created_at"),
                Columns.text(rs, "reason"),
                rs.getLong("revision"));
        Optional<Instant> offer = Columns.optionalInstant(rs, "offer_until");
        return new BookingRow(
                booking,
                offer,
                Columns.text(rs, "finish_as").map(BookingState::valueOf),
                rs.getInt("tries"),
                Columns.number(rs, "group_of").map(BookingId::new));
    }
}
