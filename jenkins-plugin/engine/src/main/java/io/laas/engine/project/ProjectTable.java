package io.laas.engine.project;

import io.laas.engine.store.Columns;
import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Rows of projects and of who is in them. */
public final class ProjectTable {
    private static final String COLUMNS = "p.name, p.owner, p.created_at";
    private static final String FIND = "select " + COLUMNS + " from project p where p.name = :name";
    private static final String LOCK = FIND + " for update";
    private static final String ALL = "select " + COLUMNS + " from project p order by p.name";
    private static final String OF_MEMBER = "select " + COLUMNS + "\n" + """
             from project_member m join project p on p.name = m.project
             where m.member = :user order by p.name""";
    private static final String MEMBERS =
            "select project, member from project_member where project in (<names>) order by project, member";
    private static final String IS_MEMBER =
            "select count(*) from project_member where project = :name and member = :user";
    private static final String INSERT = "insert into project (name, owner, created_at) values (:name, :owner, :now)";
    private static final String ADD = "insert into project_member (project, member) values (:name, :user)";
    private static final String REMOVE = "delete from project_member where project = :name and member = :user";

    private final Handle handle;
    private final Tx tx;

    public ProjectTable(Tx tx) {
        this.tx = tx;
        this.handle = tx.handle();
    }

    Optional<Project> find(String name) {
        return one(FIND, name);
    }

    /** Locks the project until the transaction ends. */
    Optional<Project> lock(String name) {
        return one(LOCK, name);
    }

    private Optional<Project> one(String sql, String name) {
        return withMembers(handle.createQuery(sql)
                        .bind("name", name)
                        .map((rs, ctx) -> project(rs))
                        .list())
                .stream()
                .findFirst();
    }

    List<Project> all() {
        return withMembers(handle.createQuery(ALL).map((rs, ctx) -> project(rs)).list());
    }

    List<Project> of(UserId member) {
        return withMembers(handle.createQuery(OF_MEMBER)
                .bind("user", member.value())
                .map((rs, ctx) -> project(rs))
                .list());
    }

    /** Returns whether the user is in the project; false if there is none of the name. */
    public boolean isMember(String name, UserId user) {
        return handle.createQuery(IS_MEMBER)
                        .bind("name", name)
                        .bind("user", user.value())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Returns who is in the project; nobody if there is none of the name. */
    public Set<UserId> members(String name) {
        return find(name).map(Project::members).orElse(Set.of());
    }

    void insert(String name, UserId owner) {
        handle.createUpdate(INSERT)
                .bind("name", name)
                .bind("owner", owner.value())
                .bind("now", tx.now())
                .execute();
    }

    void add(String name, UserId user) {
        handle.createUpdate(ADD).bind("name", name).bind("user", user.value()).execute();
    }

    void remove(String name, UserId user) {
        handle.createUpdate(REMOVE)
                .bind("name", name)
                .bind("user", user.value())
                .execute();
    }

    private List<Project> withMembers(List<Project> projects) {
        if (projects.isEmpty()) {
            return projects;
        }
        Map<String, Set<UserId>> members = new HashMap<>();
        handle.createQuery(MEMBERS)
                .bindList("names", projects.stream().map(Project::name).toList())
                .map((rs, ctx) -> Map.entry(rs.getString("project"), new UserId(rs.getString("member"))))
                .forEach(e -> members.computeIfAbsent(e.getKey(), name -> new HashSet<>())
                        .add(e.getValue()));
        return projects.stream()
                .map(p -> new Project(p.name(), p.owner(), members.getOrDefault(p.name(), Set.of()), p.createdAt()))
                .toList();
    }

    private static Project project(ResultSet rs) throws SQLException {
        return new Project(
                rs.getString("name"), new UserId(rs.getString("owner")), Set.of(), Columns.instant(rs, "created_at"));
    }
}
