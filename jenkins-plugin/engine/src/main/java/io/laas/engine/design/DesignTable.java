package io.laas.engine.design;

import io.laas.engine.account.Caller;
import io.laas.engine.design.Design.Made;
import io.laas.engine.store.Columns;
import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.design.Audience;
import io.laas.model.design.Sharing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Rows of the pods, or of the configs, that users made. A version is written once and stays. */
final class DesignTable<T> {
    private static final String COLUMNS = """
            select d.lab, d.name, d.owner, d.audience, d.project, d.deleted, v.version, v.spec, v.made_at
              from design d join design_version v on v.kind = d.kind and v.lab = d.lab and v.name = d.name
             where d.kind = :kind""";
    private static final String SEEN = """
               and v.version = d.version and not d.deleted
               and (:all or d.owner = :user or d.audience = 'PUBLIC' or d.audience = 'PROJECT' and exists
                    (select 1 from project_member m where m.project = d.project and m.member = :user))""";
    private static final String VISIBLE = COLUMNS + "\n" + SEEN + "\n order by d.lab, d.name";
    private static final String NAMED = COLUMNS + "\n" + SEEN + "\n and d.name = :name order by d.lab";
    private static final String FIND = COLUMNS + "\n and v.version = d.version and d.lab = :lab and d.name = :name";
    private static final String VERSION = COLUMNS + "\n and v.version = :version and d.lab = :lab and d.name = :name";
    private static final String VERSIONS = COLUMNS + "\n and d.lab = :lab and d.name = :name order by v.version desc";
    private static final String LOCK =
            "select name from design where kind = :kind and lab = :lab and name = :name for update";
    private static final String KEPT =
            "select count(*) from design where owner = :user and kind = :kind and lab = :lab and not deleted";
    private static final String INSERT = """
            insert into design (kind, lab, name, owner, audience, project, version, deleted, created_at, changed_at)
            values (:kind, :lab, :name, :owner, :audience, :project, 0, false, :now, :now)""";
    private static final String INSERT_VERSION = """
            insert into design_version (kind, lab, name, version, spec, made_by, made_at)
            values (:kind, :lab, :name, :version, :spec, :by, :now)""";
    private static final String UPDATE = """
            update design set audience = :audience, project = :project, version = :version, deleted = :deleted,
                   changed_at = :now
             where kind = :kind and lab = :lab and name = :name""";

    private final Tx tx;
    private final Handle handle;
    private final DesignKind<T> kind;

    DesignTable(Tx tx, DesignKind<T> kind) {
        this.tx = tx;
        this.handle = tx.handle();
        this.kind = kind;
    }

    /** Returns the latest versions of what the caller may see, by lab and name. */
    List<Design<T>> visible(Caller caller) {
        return list(seenBy(handle.createQuery(VISIBLE), caller));
    }

    /** Returns the latest version of each that has the name and that the caller may see, by lab. */
    List<Design<T>> visible(String name, Caller caller) {
        return list(seenBy(handle.createQuery(NAMED), caller).bind("name", name));
    }

    /** Returns the latest version, also of what is deleted. */
    Optional<Design<T>> find(LabId lab, String name) {
        return list(at(handle.createQuery(FIND), lab, name)).stream().findFirst();
    }

    /** Returns a version, also of what is deleted. */
    Optional<Design<T>> find(LabId lab, String name, int version) {
        return list(at(handle.createQuery(VERSION), lab, name).bind("version", version)).stream()
                .findFirst();
    }

    /** Returns all versions, newest first. */
    List<Design<T>> versions(LabId lab, String name) {
        return list(at(handle.createQuery(VERSIONS), lab, name));
    }

    /** Locks it until the transaction ends; nothing if there is none. */
    void lock(LabId lab, String name) {
        at(handle.createQuery(LOCK), lab, name).mapTo(String.class).findOne();
    }

    /** Returns how many the user keeps in the lab. */
    int kept(UserId user, LabId lab) {
        return handle.createQuery(KEPT)
                .bind("user", user.value())
                .bind("kind", kind.word())
                .bind("lab", lab.value())
                .mapTo(Integer.class)
                .one();
    }

    /** Adds one that has no version yet. */
    void insert(LabId lab, String name, UserId owner) {
        handle.createUpdate(INSERT)
                .bind("kind", kind.word())
                .bind("lab", lab.value())
                .bind("name", name)
                .bind("owner", owner.value())
                .bind("audience", Audience.PRIVATE.name())
                .bind("project", (String) null)
                .bind("now", tx.now())
                .execute();
    }

    void insertVersion(LabId lab, T spec, int version, UserId by) {
        handle.createUpdate(INSERT_VERSION)
                .bind("kind", kind.word())
                .bind("lab", lab.value())
                .bind("name", kind.name().apply(spec))
                .bind("version", version)
                .bind("spec", Json.write(spec))
                .bind("by", by.value())
                .bind("now", tx.now())
                .execute();
    }

    /** Writes what may change: with whom it is shared, which version is the latest, whether it is deleted. */
    void update(LabId lab, String name, Made made) {
        handle.createUpdate(UPDATE)
                .bind("audience", made.sharing().audience().name())
                .bind("project", made.sharing().project().orElse(null))
                .bind("version", made.version())
                .bind("deleted", made.deleted())
                .bind("now", tx.now())
                .bind("kind", kind.word())
                .bind("lab", lab.value())
                .bind("name", name)
                .execute();
    }

    private static Query seenBy(Query query, Caller caller) {
        return query.bind("user", caller.user().value()).bind("all", caller.managesLabs() || caller.managesBookings());
    }

    private Query at(Query query, LabId lab, String name) {
        return query.bind("kind", kind.word()).bind("lab", lab.value()).bind("name", name);
    }

    private List<Design<T>> list(Query query) {
        return query.bind("kind", kind.word()).map((rs, ctx) -> design(rs)).list();
    }

    private Design<T> design(ResultSet rs) throws SQLException {
        Sharing sharing = new Sharing(Audience.valueOf(rs.getString("audience")), Columns.text(rs, "project"));
        return new Design<>(
                new LabId(rs.getString("lab")),
                Json.read(rs.getString("spec"), kind.type()),
                Optional.of(new Made(
                        new UserId(rs.getString("owner")),
                        sharing,
                        rs.getInt("version"),
                        Columns.instant(rs, "made_at"),
                        rs.getBoolean("deleted"))));
    }
}
