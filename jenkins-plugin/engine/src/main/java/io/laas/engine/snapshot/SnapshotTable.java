package io.laas.engine.snapshot;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.UserId;
import io.laas.model.design.Audience;
import io.laas.model.design.Sharing;
import io.laas.model.lab.Image;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Rows of snapshots, their disks, and who has which name for ever. */
final class SnapshotTable {
    private static final String COLUMNS = """
            select s.id, s.lab, s.name, s.owner, s.audience, s.project, s.state, s.host, s.booking, s.operation,
                   s.created_at, s.bytes, s.reason
              from snapshot s""";
    private static final String SEEN = """
            (:all or s.owner = :user or s.audience = 'PUBLIC' or s.audience = 'PROJECT' and exists
                  (select 1 from project_member m where m.project = s.project and m.member = :user))""";
    private static final String LIST = COLUMNS + " where s.state in ('MAKING', 'READY') and " + SEEN
            + " order by s.lab, s.name fetch first 1000 rows only";
    private static final String NAMED =
            COLUMNS + " where s.name = :name and s.state in ('MAKING', 'READY') and " + SEEN + " order by s.lab";
    private static final String IMAGE = COLUMNS
            + " join snapshot_image i on i.snapshot = s.id where i.name = :name and s.lab = :lab and s.state = 'READY' and "
            + SEEN;
    private static final String BY_ID = COLUMNS + " where s.id = :id";
    private static final String LOCK = BY_ID + " for update";
    private static final String BY_OPERATION = COLUMNS + " where s.operation = :operation";
    private static final String ON_HOST =
            COLUMNS + " where s.host = :host and s.state in ('MAKING', 'READY', 'DELETED') order by s.id";
    private static final String DISKS =
            "select machine, base, spec from snapshot_image where snapshot = :id order by machine";
    private static final String ACTIVE_NAME = """
            select count(*) from snapshot s left join snapshot_image i on i.snapshot = s.id
             where s.lab = :lab and s.state in ('MAKING', 'READY') and (s.name = :name or i.name = :name)""";
    private static final String NAME_OWNER = "select owner from snapshot_name where lab = :lab and name = :name";
    private static final String CLAIM = "insert into snapshot_name (lab, name, owner) values (:lab, :name, :owner)";
    private static final String KEPT = """
            select count(*) from snapshot where owner = :user and lab = :lab and state in ('MAKING', 'READY')""";
    private static final String BYTES = """
            select coalesce(sum(case when state = 'MAKING' then max_bytes else bytes end), 0) from snapshot
             where owner = :user and lab = :lab and state in ('MAKING', 'READY', 'DELETED')""";
    private static final String INSERT = """
            insert into snapshot (lab, name, owner, audience, project, state, host, booking, operation, power_off,
                   max_bytes, bytes, created_at)
            values (:lab, :name, :owner, :audience, :project, 'MAKING', :host, :booking, :operation, :powerOff,
                   :maxBytes, 0, :now)""";
    private static final String INSERT_DISK = """
            insert into snapshot_image (snapshot, machine, name, base, spec)
            values (:id, :machine, :name, :base, :spec)""";
    private static final String ORDER =
            "select id, power_off, max_bytes from snapshot where operation = :operation and state = 'MAKING'";
    private static final String FINISH =
            "update snapshot set state = :state, bytes = :bytes, reason = :reason where id = :id and state = 'MAKING'";
    private static final String UPDATE_DISK =
            "update snapshot_image set spec = :spec where snapshot = :id and machine = :machine";
    private static final String SHARE = "update snapshot set audience = :audience, project = :project where id = :id";
    private static final String STATE = "update snapshot set state = :state, bytes = :bytes where id = :id";
    private static final int MAX_REASON = 2000;

    private final Tx tx;
    private final Handle handle;

    /** Who looks: a user, or somebody who sees all. */
    record Viewer(UserId user, boolean all) {}

    /** How a snapshot is to be made. */
    record Order(long number, boolean powerOff, long maxBytes) {}

    SnapshotTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    List<Snapshot> list(Viewer viewer) {
        return all(seenBy(handle.createQuery(LIST), viewer));
    }

    List<Snapshot> named(String name, Viewer viewer) {
        return all(seenBy(handle.createQuery(NAMED), viewer).bind("name", name));
    }

    /** Returns the snapshot with an image of the name that the viewer may use now. */
    Optional<Snapshot> withImage(LabId lab, String image, Viewer viewer) {
        return all(seenBy(handle.createQuery(IMAGE), viewer).bind("name", image).bind("lab", lab.value())).stream()
                .findFirst();
    }

    private static Query seenBy(Query query, Viewer viewer) {
        return query.bind("user", viewer.user().value()).bind("all", viewer.all());
    }

    Optional<Snapshot> find(long number) {
        return all(handle.createQuery(BY_ID).bind("id", number)).stream().findFirst();
    }

    /** Returns the snapshot, locked until the transaction ends. */
    Snapshot lock(long number) {
        return all(handle.createQuery(LOCK).bind("id", number)).get(0);
    }

    Optional<Snapshot> of(OperationId operation) {
        return all(handle.createQuery(BY_OPERATION).bind("operation", operation.number())).stream()
                .findFirst();
    }

    /** Returns those of which files may be on the host. */
    List<Snapshot> on(HostId host) {
        return all(handle.createQuery(ON_HOST).bind("host", host.value()));
    }

    /** Returns who had the name first; nobody else gets it. */
    Optional<UserId> ownerOf(LabId lab, String name) {
        return handle.createQuery(NAME_OWNER)
                .bind("lab", lab.value())
                .bind("name", name)
                .map((rs, ctx) -> new UserId(rs.getString("owner")))
                .findOne();
    }

    void claim(LabId lab, String name, UserId owner) {
        handle.createUpdate(CLAIM)
                .bind("lab", lab.value())
                .bind("name", name)
                .bind("owner", owner.value())
                .execute();
    }

    /** Returns whether a snapshot that is there, or one of its images, has the name. */
    boolean isUsed(LabId lab, String name) {
        return handle.createQuery(ACTIVE_NAME)
                        .bind("lab", lab.value())
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    int kept(UserId user, LabId lab) {
        return of(KEPT, user, lab).mapTo(Integer.class).one();
    }

    /** Returns how many bytes the user's snapshots take, or may take when they are made. */
    long bytes(UserId user, LabId lab) {
        return of(BYTES, user, lab).mapTo(Long.class).one();
    }

    private Query of(String sql, UserId user, LabId lab) {
        return handle.createQuery(sql).bind("user", user.value()).bind("lab", lab.value());
    }

    /** Adds one that is being made; its disks are not known yet. */
    long insert(Snapshot s, boolean powerOff, long maxBytes) {
        return handle.createUpdate(INSERT)
                .bind("lab", s.lab().value())
                .bind("name", s.name())
                .bind("owner", s.owner().value())
                .bind("audience", s.sharing().audience().name())
                .bind("project", s.sharing().project().orElse(null))
                .bind("host", s.host().value())
                .bind("booking", s.booking().number())
                .bind("operation", s.operation().map(OperationId::number).orElse(null))
                .bind("powerOff", powerOff)
                .bind("maxBytes", maxBytes)
                .bind("now", tx.now())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void insertDisk(long number, Snapshot.Disk disk) {
        handle.createUpdate(INSERT_DISK)
                .bind("id", number)
                .bind("machine", disk.machine())
                .bind("name", disk.name().value())
                .bind("base", disk.base())
                .bind("spec", Json.write(disk.image()))
                .execute();
    }

    /** Returns how the snapshot that the operation makes is to be made. */
    Optional<Order> order(OperationId operation) {
        return handle.createQuery(ORDER)
                .bind("operation", operation.number())
                .map((rs, ctx) -> new Order(rs.getLong("id"), rs.getBoolean("power_off"), rs.getLong("max_bytes")))
                .findOne();
    }

    void finish(long number, SnapshotState state, long bytes, String reason) {
        handle.createUpdate(FINISH)
                .bind("state", state.name())
                .bind("bytes", bytes)
                .bind("reason", Columns.cut(reason, MAX_REASON))
                .bind("id", number)
                .execute();
    }

    void update(long number, Snapshot.Disk disk) {
        handle.createUpdate(UPDATE_DISK)
                .bind("spec", Json.write(disk.image()))
                .bind("id", number)
                .bind("machine", disk.machine())
                .execute();
    }

    void share(long number, Sharing sharing) {
        handle.createUpdate(SHARE)
                .bind("audience", sharing.audience().name())
                .bind("project", sharing.project().orElse(null))
                .bind("id", number)
                .execute();
    }

    void become(long number, SnapshotState state, long bytes) {
        handle.createUpdate(STATE)
                .bind("state", state.name())
                .bind("bytes", bytes)
                .bind("id", number)
                .execute();
    }

    private List<Snapshot> all(Query query) {
        return query.map((rs, ctx) -> bare(rs)).list().stream()
                .map(this::withDisks)
                .toList();
    }

    private Snapshot withDisks(Snapshot s) {
        List<Snapshot.Disk> disks = handle.createQuery(DISKS)
                .bind("id", s.number())
                .map((rs, ctx) -> new Snapshot.Disk(
                        rs.getString("machine"), rs.getString("base"), Json.read(rs.getString("spec"), Image.class)))
                .list();
        return new Snapshot(
                s.number(),
                s.lab(),
                s.name(),
                s.owner(),
                s.sharing(),
                s.state(),
                s.host(),
                s.booking(),
                s.operation(),
                s.at(),
                s.bytes(),
                s.reason(),
                disks);
    }

    private static Snapshot bare(ResultSet rs) throws SQLException {
        return new Snapshot(
                rs.getLong("id"),
                new LabId(rs.getString("lab")),
                rs.getString("name"),
                new UserId(rs.getString("owner")),
                new Sharing(Audience.valueOf(rs.getString("audience")), Columns.text(rs, "project")),
                SnapshotState.valueOf(rs.getString("state")),
                new HostId(rs.getString("host")),
                new BookingId(rs.getLong("booking")),
                Columns.number(rs, "operation").map(OperationId::new),
                Columns.instant(rs, "created_at"),
                rs.getLong("bytes"),
                Columns.text(rs, "reason"),
                List.of());
    }
}
