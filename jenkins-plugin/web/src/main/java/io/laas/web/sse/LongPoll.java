package io.laas.web.sse;

import io.laas.model.wire.EventJson;
import io.laas.model.wire.PageJson;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.concurrent.TimeUnit;

/** One client that waits for the next events. */
final class LongPoll {
    private final EventFeed feed;
    private final AsyncResponse response;
    private final EventQuery query;
    private final WakeUp wakeUp;

    LongPoll(EventFeed feed, AsyncResponse response, EventQuery query) {
        this.feed = feed;
        this.response = response;
        this.query = query;
        this.wakeUp = new WakeUp(feed, this::look);
    }

    /** Looks once, and waits if there is nothing. It is known to the feed already, so nothing slips between. */
    void begin() {
        if (query.waitSeconds() == 0) {
            end();
            return;
        }
        response.setTimeoutHandler(r -> end());
        response.setTimeout(query.waitSeconds(), TimeUnit.SECONDS);
        wakeUp.ask();
    }

    void wake() {
        wakeUp.ask();
    }

    /** Answers with what there is. */
    void end() {
        try {
            answer(feed.read(query));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void look() {
        try {
            if (!response.isSuspended()) {
                feed.leave(this);
                return;
            }
            PageJson<EventJson> page = feed.read(query);
            if (!page.items().isEmpty()) {
                answer(page);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void answer(PageJson<EventJson> page) {
        feed.leave(this);
        response.resume(page);
    }

    private void fail(RuntimeException e) {
        feed.leave(this);
        response.resume(e);
    }
}
