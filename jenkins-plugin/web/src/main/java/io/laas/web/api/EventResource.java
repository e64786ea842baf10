package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.event.EventLog;
import io.laas.model.wire.EventJson;
import io.laas.model.wire.PageJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.json.EventWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import io.laas.web.sse.EventFeed;
import io.laas.web.sse.EventQuery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** The feed of events, by polling and as a stream. */
@Path("/events")
public final class EventResource {
    private static final Fields.Range WAIT = new Fields.Range(0, 60);

    private final EventLog log;
    private final EventFeed feed;

    public EventResource(EventLog log, EventFeed feed) {
        this.log = log;
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs({Right.VIEW, Right.ACT_FOR})
    @Summary(
            value =
                    "Lists the events after a number (0: from the first, now: only what comes), in order; with wait, answers as soon as there is one, at the latest after so many seconds (at most 60).",
            body = PageJson.class,
            of = EventJson.class,
            refusals = "503 SERVER_BUSY")
    public void events(
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @QueryParam("wait") String wait,
            @Suspended AsyncResponse response) {
        feed.poll(
                response,
                new EventQuery(Cursor.read(after, log), Cursor.limit(limit), Fields.number("wait", wait, 0, WAIT)));
    }

    @GET
    @Path("search")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Right.VIEW)
    @Summary(
            "Looks for events, newest first: by user (who did it or spoke for them), type (several with commas), channel, lab, booking, vpod, from and to.")
    public PageJson<EventJson> search(@BeanParam EventSearchQuery query) {
        return EventWire.page(log.search(query.search()));
    }

    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs({Right.VIEW, Right.ACT_FOR})
    @Summary(
            value =
                    "Streams the events after Last-Event-ID or after (default: only what comes) as server-sent events; the id is the number, the data an event.",
            body = EventJson.class,
            refusals = {"429 TOO_MANY_REQUESTS", "503 SERVER_BUSY"})
    public void stream(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String last,
            @QueryParam("after") String after,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context SecurityContext security) {
        String from = Fields.optional(last, text -> text).orElse(after == null ? "now" : after);
        feed.stream(sink, sse, Session.of(security), Cursor.read(from, log));
    }
}
