package io.laas.web.api;

import io.laas.engine.event.EventSearch;
import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import io.laas.web.json.Fields;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may look for among the events. */
public final class EventSearchQuery {
    @QueryParam("user")
    private String user;

    /** Types, separated by commas. */
    @QueryParam("type")
    private String type;

    @QueryParam("channel")
    private String channel;

    @QueryParam("lab")
    private String lab;

    @QueryParam("booking")
    private String booking;

    @QueryParam("vpod")
    private String vpod;

    @QueryParam("from")
    private String from;

    @QueryParam("to")
    private String to;

    @QueryParam("limit")
    private String limit;

    @QueryParam("after")
    private String after;

    EventSearch search() {
        return new EventSearch(
                Fields.optional(user, UserId::new),
                Fields.optional(type, EventSearchQuery::types).orElse(Set.of()),
                Fields.optional(channel, text -> Fields.oneOf("channel", Channel.class, text)),
                Fields.optional(lab, LabId::new),
                Fields.optional(booking, BookingId::parse),
                Fields.optional(vpod, VpodId::new),
                Fields.optional(from, text -> Fields.instant("from", text)),
                Fields.optional(to, text -> Fields.instant("to", text)),
                Cursor.limit(limit),
                Fields.optional(after, text -> Cursor.number("after", text)));
    }

    private static Set<EventType> types(String text) {
        return Arrays.stream(text.split(","))
                .filter(name -> !name.isBlank())
                .map(name -> Fields.oneOf("type", EventType.class, name))
                .collect(Collectors.toSet());
    }
}
