package io.laas.engine.event;

import io.laas.engine.store.EventTable;
import io.laas.engine.store.Tx;
import io.laas.model.event.Event;
import io.laas.model.event.EventType;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** The query behind searches for events. */
final class EventList {
    private final Tx tx;

    EventList(Tx tx) {
        this.tx = tx;
    }

    /** Returns at most one event more than the limit, newest first. */
    List<Event> find(EventSearch wanted) {
        Query query = tx.handle().createQuery(sql(wanted)).bind("limit", wanted.limit() + 1);
        wanted.user().ifPresent(u -> query.bind("user", u.value()));
        wanted.channel().ifPresent(c -> query.bind("channel", c.name()));
        wanted.lab().ifPresent(l -> query.bind("lab", l.value()));
        wanted.booking().ifPresent(b -> query.bind("booking", b.number()));
        wanted.vpod().ifPresent(v -> query.bind("vpod", v.value()));
        wanted.from().ifPresent(f -> query.bind("from", f));
        wanted.to().ifPresent(t -> query.bind("to", t));
        wanted.after().ifPresent(a -> query.bind("after", a));
        if (!wanted.types().isEmpty()) {
            query.bindList(
                    "types",
                    wanted.types().stream().map(EventType::name).sorted().toList());
        }
        return query.map((rs, ctx) -> EventTable.event(rs)).list();
    }

    private static String sql(EventSearch wanted) {
        List<String> conditions = new ArrayList<>();
        wanted.user().ifPresent(u -> conditions.add("(actor = :user or via = :user)"));
        wanted.channel().ifPresent(c -> conditions.add("channel = :channel"));
        wanted.lab().ifPresent(l -> conditions.add("lab = :lab"));
        wanted.booking().ifPresent(b -> conditions.add("booking = :booking"));
        wanted.vpod().ifPresent(v -> conditions.add("vpod = :vpod"));
        wanted.from().ifPresent(f -> conditions.add("happened_at >= :from"));
        wanted.to().ifPresent(t -> conditions.add("happened_at < :to"));
        wanted.after().ifPresent(a -> conditions.add("seq < :after"));
        if (!wanted.types().isEmpty()) {
            conditions.add("kind in (<types>)");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select " + EventTable.COLUMNS + " from event" + where
                + " order by seq desc fetch first :limit rows only";
    }
}
