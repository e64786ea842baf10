package io.laas.engine.booking;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.lab.Lab;
import io.laas.model.plan.Occupation;
import io.laas.model.pod.Capacity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Rows of what is held now and later: one for each booking that holds capacity, none for those that are over. So its size, and the
 * cost of a decision, does not depend on history.
 */
public final class OccupationTable {
    private static final String COLUMNS =
            "booking, host, vpod, owner, start_at, busy_until, on_static, cores, memory_mib, disk_gib";
    private static final String OVERLAPPING = "select " + COLUMNS + "\n" + """
             from occupation
             where host in (<hosts>) and busy_until > :from and start_at < :to
             order by start_at, booking""";
    private static final String PROLONG = """
            update occupation set busy_until = :until
             where host in (<hosts>) and busy_until <= :now and cleaning""";
    private static final String INSERT = """
            insert into occupation
                (booking, host, vpod, owner, start_at, end_at, busy_until, cleaning, on_static, cores, memory_mib, disk_gib)
            values
                (:booking, :host, :vpod, :owner, :start, :end, :busy, :cleaning, :static, :cores, :memory, :disk)""";
    private static final String DELETE = "delete from occupation where booking = :booking";
    private static final String HAND = "update occupation set owner = :owner where booking = :booking";
    private static final String MOVE = """
            update occupation set start_at = :start, end_at = :end, busy_until = :busy, cleaning = :cleaning
             where booking = :booking""";
    /** The inner query leaves the planner no way but by number; joined, it would rather read all bookings without an offer. */
    private static final String STARTING = """
            select o.booking from occupation o
             where o.start_at <= :now
               and (select case when b.offer_until is null then b.state else 'OFFERED' end
                      from booking b where b.id = o.booking) = 'SCHEDULED'
             order by o.start_at, o.booking""";

    private static final String ENDED =
            "select booking from occupation where end_at <= :now and not cleaning order by end_at, booking";
    private static final String OFFERS_OVER =
            "select id as booking from booking where offer_until <= :now and state = 'SCHEDULED' order by id";
    private static final String ENDING = """
            select booking from occupation
             where end_at > :now and end_at <= :until and start_at <= :now and not cleaning order by end_at, booking""";
    private static final String OF_VPOD = "select count(*) from occupation where host = :host and vpod = :vpod";
    private static final String STATES = """
            select b.state, count(*) as many from occupation o join booking b on b.id = o.booking
             where o.owner = :owner group by b.state""";

    private static final String HELD = """
            select count(*) from occupation
             where owner = :owner and start_at < :to and end_at > :from and not cleaning and host in (<hosts>)""";

    private final Handle handle;
    private final Tx tx;

    public OccupationTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    /** Returns the holds on the hosts that overlap the window, by their start. */
    public List<Occupation> overlapping(Collection<HostId> hosts, TimeSlot window) {
        if (hosts.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(OVERLAPPING)
                .bindList("hosts", hosts.stream().map(HostId::value).toList())
                .bind("from", window.start())
                .bind("to", window.end())
                .map((rs, ctx) -> occupation(rs))
                .list();
    }

    /** Lets holds of bookings on the lab's hosts whose cleaning takes longer than planned last on; their vpods are not free. */
    public void prolong(Lab lab) {
        if (lab.hosts().isEmpty()) {
            return;
        }
        handle.createUpdate(PROLONG)
                .bind("until", tx.now().plus(lab.policy().cleaning()).plusSeconds(1))
                .bindList("hosts", lab.hosts().stream().map(h -> h.id().value()).toList())
                .bind("now", tx.now())
                .execute();
    }

    void insert(Booking booking, Occupation hold) {
        handle.createUpdate(INSERT)
                .bind("booking", booking.id().number())
                .bind("host", hold.host().value())
                .bind("vpod", hold.vpod().value())
                .bind("owner", hold.owner().value())
                .bind("start", hold.slot().start())
                .bind("end", booking.slot().end())
                .bind("busy", hold.slot().end())
                .bind("cleaning", booking.state() == BookingState.CLEANING)
                .bind("static", hold.onStatic())
                .bind("cores", hold.dynamic().cores())
                .bind("memory", hold.dynamic().memoryMiB())
                .bind("disk", hold.dynamic().diskGiB())
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

    /** Brings the hold in line with the booking's slot and state. */
    void follow(Booking booking, Instant busyUntil) {
        handle.createUpdate(MOVE)
                .bind("start", booking.slot().start())
                .bind("end", booking.slot().end())
                .bind("busy", busyUntil)
                .bind("cleaning", booking.state() == BookingState.CLEANING)
                .bind("booking", booking.id().number())
                .execute();
    }

    /** Returns scheduled bookings whose start has come. */
    List<BookingId> starting() {
        return ids(STARTING);
    }

    /** Returns bookings whose offer was not taken up in time. */
    List<BookingId> offersOver() {
        return ids(OFFERS_OVER);
    }

    /** Returns bookings whose end has come and that are not being cleaned yet. */
    List<BookingId> ended() {
        return ids(ENDED);
    }

    /** Returns running bookings that end within the time. */
    public List<BookingId> endingWithin(Duration time) {
        return handle.createQuery(ENDING)
                .bind("now", tx.now())
                .bind("until", tx.now().plus(time))
                .map((rs, ctx) -> new BookingId(rs.getLong("booking")))
                .list();
    }

    /** Returns how many bookings hold the vpod, now or later. */
    public long holding(HostId host, VpodId vpod) {
        return handle.createQuery(OF_VPOD)
                .bind("host", host.value())
                .bind("vpod", vpod.value())
                .mapTo(Long.class)
                .one();
    }

    /** Returns how many bookings of the user are in which state. */
    Map<BookingState, Integer> states(UserId owner) {
        Map<BookingState, Integer> states = new EnumMap<>(BookingState.class);
        handle.createQuery(STATES)
                .bind("owner", owner.value())
                .map((rs, ctx) -> Map.entry(BookingState.valueOf(rs.getString("state")), rs.getInt("many")))
                .forEach(e -> states.put(e.getKey(), e.getValue()));
        return states;
    }

    /** Returns how many pods of the lab the user has at some time of the slot. */
    int held(UserId owner, Lab lab, TimeSlot slot) {
        return handle.createQuery(HELD)
                .bind("owner", owner.value())
                .bind("from", slot.start())
                .bind("to", slot.end())
                .bindList("hosts", lab.hosts().stream().map(h -> h.id().value()).toList())
                .mapTo(Integer.class)
                .one();
    }

    private List<BookingId> ids(String sql) {
        return handle.createQuery(sql)
                .bind("now", tx.now())
                .map((rs, ctx) -> new BookingId(rs.getLong("booking")))
                .list();
    }

    private static Occupation occupation(ResultSet rs) throws SQLException {
        return new Occupation(
                new HostId(rs.getString("host")),
                new VpodId(rs.getString("vpod")),
                new BookingId(rs.getLong("booking")),
                new UserId(rs.getString("owner")),
                new TimeSlot(Columns.instant(rs, "start_at"), Columns.instant(rs, "busy_until")),
                new Capacity(rs.getInt("cores"), rs.getInt("memory_mib"), rs.getInt("disk_gib")),
                rs.getBoolean("on_static"));
    }
}
