package io.laas.engine.vpod;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.pod.Capacity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of vpods. They are changed only under the lock of their host's row. */
public final class VpodTable {
    private static final String COLUMNS = """
            id, lab, host, pod, config, kind, state, range_index, booking, operation, reason, configured, stands,
            next_state, cores, memory_mib, disk_gib, attempts, retry_at, blueprint, access, keys_hash, keys_stale""";
    private static final String FIND = "select " + COLUMNS + " from vpod where id = :id";
    private static final String PRESENT = "select " + COLUMNS + "\n" + """
             from vpod where state in
             ('NEW', 'PREPARING', 'FREE', 'IN_USE', 'CLEANING', 'QUARANTINED', 'DRAINED')
             order by id""";
    private static final String STATICS = "select " + COLUMNS + " from vpod where kind = 'STATIC' order by id";
    private static final String INSERT = "insert into vpod (" + COLUMNS + """
            ) values
            (:id, :lab, :host, :pod, :config, :kind, :state, :index, :booking, :operation, :reason, :configured, :stands,
            :next, :cores, :memory, :disk, :attempts, :retryAt, :blueprint, :access, :keysHash, :keysStale)""";
    private static final String SAVE = """
            update vpod set state = :state, range_index = :index, booking = :booking, operation = :operation,
                   reason = :reason, configured = :configured, stands = :stands, next_state = :next,
                   attempts = :attempts, retry_at = :retryAt, access = :access, keys_hash = :keysHash,
                   keys_stale = :keysStale
             where id = :id""";
    private static final String REBUILD = """
            update vpod set lab = :lab, host = :host, pod = :pod, config = :config, cores = :cores,
                   memory_mib = :memory, disk_gib = :disk, blueprint = :blueprint
             where id = :id""";
    private static final String IS_USED = """
            select (select count(*) from vpod where id = :id) + (select count(*) from leak_seen where vpod = :id)""";
    private static final String RANGES =
            "select range_index from vpod where host = :host and range_index >= 0 order by range_index";
    private static final String STALE = """
            update vpod set keys_stale = true
             where state in ('PREPARING', 'IN_USE') and booking in
                   (select id from booking where owner = :user and state in ('PROVISIONING', 'ACTIVE')
                    union select m.booking from booking_member m join booking b on b.id = m.booking
                     where m.member = :user and b.state in ('PROVISIONING', 'ACTIVE'))""";
    private static final String STALE_HOSTS =
            STALE.replace("update vpod set keys_stale = true", "select host from vpod");
    private static final String BRIEF =
            "select id, host, kind, state, booking, reason, configured, next_state, cores, memory_mib, disk_gib from vpod ";
    private static final String STATIC_BRIEFS =
            BRIEF + "where host in (<hosts>) and kind = 'STATIC' and state <> 'GONE' order by id";
    private static final String STATIC_BRIEFS_BY_NAME =
            BRIEF + "where id in (<ids>) and kind = 'STATIC' and state <> 'GONE' order by id";
    /** Without further conditions, so that no index but that of the state can be chosen: most vpods are gone. */
    private static final String STUCK_BRIEFS =
            BRIEF + "where state in ('CLEANING', 'QUARANTINED', 'DRAINED') order by id";

    private static final String IN_NEED = """
            select id from vpod
             where kind = 'STATIC' and state in ('NEW', 'FREE', 'DRAINED') and operation is null
               and (state = 'NEW' or not configured)
            union
            select id from vpod where state = 'CLEANING' and operation is null
            union
            select id from vpod where state = 'IN_USE' and operation is null and keys_stale
             order by id""";
    private static final int MAX_REASON = 2000;

    private final Handle handle;

    /** What planning needs to know of a vpod. */
    public record Brief(
            VpodId id,
            HostId host,
            VpodKind kind,
            VpodState state,
            Optional<BookingId> booking,
            Optional<String> reason,
            boolean configured,
            Optional<VpodState> next,
            Capacity demand) {}

    public VpodTable(Tx tx) {
        this.handle = tx.handle();
    }

    public Optional<VpodRow> find(VpodId id) {
        return handle.createQuery(FIND)
                .bind("id", id.value())
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    public VpodRow get(VpodId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("vpod " + id + " is not in the store"));
    }

    /** Returns all vpods that are not gone; their number does not grow with history. */
    public List<VpodRow> present() {
        return handle.createQuery(PRESENT).map((rs, ctx) -> row(rs)).list();
    }

    /** Returns vpods on which nothing is done though something may be due. */
    public List<VpodId> inNeed() {
        return handle.createQuery(IN_NEED)
                .map((rs, ctx) -> new VpodId(rs.getString("id")))
                .list();
    }

    /**
     * Returns in brief the vpods that are not gone and take room on the hosts whether or not a booking holds them; the static ones of these
     * names on whatever host.
     */
    public List<Brief> briefs(Collection<HostId> hosts, Collection<VpodId> statics) {
        List<Brief> briefs = new ArrayList<>(
                briefs(STATIC_BRIEFS, "hosts", hosts.stream().map(HostId::value).toList()));
        Set<VpodId> seen = briefs.stream().map(Brief::id).collect(Collectors.toSet());
        briefs.addAll(briefs(
                STATIC_BRIEFS_BY_NAME,
                "ids",
                statics.stream()
                        .filter(id -> !seen.contains(id))
                        .map(VpodId::value)
                        .toList()));
        handle.createQuery(STUCK_BRIEFS)
                .map((rs, ctx) -> brief(rs))
                .filter(b -> b.kind() == VpodKind.DYNAMIC && b.booking().isEmpty() && hosts.contains(b.host()))
                .forEach(briefs::add);
        return briefs;
    }

    private List<Brief> briefs(String sql, String list, List<String> values) {
        return values.isEmpty()
                ? List.of()
                : handle.createQuery(sql)
                        .bindList(list, values)
                        .map((rs, ctx) -> brief(rs))
                        .list();
    }

    private static Brief brief(ResultSet rs) throws SQLException {
        return new Brief(
                new VpodId(rs.getString("id")),
                new HostId(rs.getString("host")),
                VpodKind.valueOf(rs.getString("kind")),
                VpodState.valueOf(rs.getString("state")),
                Columns.number(rs, "booking").map(BookingId::new),
                Columns.text(rs, "reason"),
                rs.getBoolean("configured"),
                Columns.text(rs, "next_state").map(VpodState::valueOf),
                new Capacity(rs.getInt("cores"), rs.getInt("memory_mib"), rs.getInt("disk_gib")));
    }

    /** Returns all static vpods there ever were. */
    public List<VpodRow> statics() {
        return handle.createQuery(STATICS).map((rs, ctx) -> row(rs)).list();
    }

    public void insert(VpodRow row) {
        bindAll(handle.createUpdate(INSERT), row).execute();
    }

    /** Writes everything that changes while a vpod lives. */
    public void save(VpodRow row) {
        bindState(handle.createUpdate(SAVE), row).execute();
    }

    /** Writes what a vpod is built from; only while nothing of it stands. */
    public void rebuild(VpodRow row) {
        bindSite(handle.createUpdate(REBUILD), row).execute();
        save(row);
    }

    /**
     * Returns a name for a dynamic vpod of the booking that was never used. What an older copy of the store does not know of may
     * stand under such a name; as soon as that was seen on a host, the name is not given again.
     */
    public VpodId newName(BookingId booking) {
        String base = "pod-" + booking.number();
        String name = base;
        for (int i = 2; isUsed(name); i++) {
            name = base + "-" + i;
        }
        return new VpodId(name);
    }

    private boolean isUsed(String name) {
        return handle.createQuery(IS_USED).bind("id", name).mapTo(Long.class).one() > 0;
    }

    /** Returns the lowest range of the host's addresses that no vpod has. */
    public OptionalInt freeRange(HostId host, int limit) {
        List<Integer> taken = handle.createQuery(RANGES)
                .bind("host", host.value())
                .mapTo(Integer.class)
                .list();
        for (int i = 0; i < limit; i++) {
            if (!taken.contains(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the hosts on which the user has running bookings. */
    public List<HostId> hostsOf(UserId user) {
        return handle.createQuery(STALE_HOSTS)
                .bind("user", user.value())
                .map((rs, ctx) -> new HostId(rs.getString("host")))
                .list();
    }

    /** Marks the vpods of the user's running bookings as having other keys than they should; needs their hosts' locks. */
    public void markStale(UserId user) {
        handle.createUpdate(STALE).bind("user", user.value()).execute();
    }

    private static <T extends SqlStatement<T>> T bindAll(T statement, VpodRow row) {
        bindSite(statement, row);
        bindState(statement, row);
        return statement.bind("kind", row.site().kind().name());
    }

    private static <T extends SqlStatement<T>> T bindSite(T statement, VpodRow row) {
        VpodRow.Site site = row.site();
        return statement
                .bind("id", site.id().value())
                .bind("lab", site.lab().value())
                .bind("host", site.host().value())
                .bind("pod", site.pod().value())
                .bind("config", site.config().value())
                .bind("cores", site.demand().cores())
                .bind("memory", site.demand().memoryMiB())
                .bind("disk", site.demand().diskGiB())
                .bind("blueprint", row.blueprint());
    }

    private static <T extends SqlStatement<T>> T bindState(T statement, VpodRow row) {
        VpodRow.Situation now = row.now();
        return statement
                .bind("id", row.id().value())
                .bind("state", now.state().name())
                .bind("index", now.index().isPresent() ? now.index().getAsInt() : null)
                .bind("booking", now.booking().map(BookingId::number).orElse(null))
                .bind("operation", now.operation().map(OperationId::number).orElse(null))
                .bind("reason", Columns.cut(now.reason().orElse(null), MAX_REASON))
                .bind("configured", row.site().configured())
                .bind("stands", now.stands())
                .bind("next", row.care().next().map(VpodState::name).orElse(null))
                .bind("attempts", row.care().attempts())
                .bind("retryAt", row.care().retryAt().orElse(null))
                .bind("access", row.hand().access().orElse(null))
                .bind("keysHash", row.hand().keysHash().orElse(null))
                .bind("keysStale", row.hand().keysStale());
    }

    private static VpodRow row(ResultSet rs) throws SQLException {
        return new VpodRow(site(rs), situation(rs), care(rs), hand(rs), rs.getString("blueprint"));
    }

    private static VpodRow.Site site(ResultSet rs) throws SQLException {
        return new VpodRow.Site(
                new VpodId(rs.getString("id")),
                new LabId(rs.getString("lab")),
                new HostId(rs.getString("host")),
                new PodId(rs.getString("pod")),
                new ConfigId(rs.getString("config")),
                VpodKind.valueOf(rs.getString("kind")),
                new Capacity(rs.getInt("cores"), rs.getInt("memory_mib"), rs.getInt("disk_gib")),
                rs.getBoolean("configured"));
    }

    private static VpodRow.Situation situation(ResultSet rs) throws SQLException {
        Optional<Long> index = Columns.number(rs, "range_index");
        return new VpodRow.Situation(
                VpodState.valueOf(rs.getString("state")),
                index.isPresent() ? OptionalInt.of(index.get().intValue()) : OptionalInt.empty(),
                Columns.number(rs, "booking").map(BookingId::new),
                Columns.number(rs, "operation").map(OperationId::new),
                Columns.text(rs, "reason"),
                rs.getBoolean("stands"));
    }

    private static VpodRow.Care care(ResultSet rs) throws SQLException {
        return new VpodRow.Care(
                Columns.text(rs, "next_state").map(VpodState::valueOf),
                rs.getInt("attempts"),
                Columns.optionalInstant(rs, "retry_at"));
    }

    private static VpodRow.Hand hand(ResultSet rs) throws SQLException {
        return new VpodRow.Hand(Columns.text(rs, "access"), Columns.text(rs, "keys_hash"), rs.getBoolean("keys_stale"));
    }

    /** Returns the row of a vpod that is only planned. */
    public static VpodRow planned(VpodId id, LabId lab, VpodKind kind, Blueprint plan) {
        VpodRow.Site site = new VpodRow.Site(
                id,
                lab,
                plan.host().id(),
                plan.pod().id(),
                plan.config().id(),
                kind,
                plan.pod().demand(),
                true);
        VpodRow.Situation now = new VpodRow.Situation(
                VpodState.NEW, OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
        return new VpodRow(site, now, VpodRow.Care.NONE, VpodRow.Hand.CLOSED, Json.write(plan));
    }
}
