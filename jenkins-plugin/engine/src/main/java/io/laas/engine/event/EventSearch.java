package io.laas.engine.event;

import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.LabId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which events somebody looks for, newest first.
 *
 * @param user who did it, or who did it for somebody
 * @param types empty: all
 * @param channel through which it was asked for
 * @param from those that happened then or later
 * @param to those that happened before
 * @param limit 1 … 500
 * @param after those older than the event of this number ({@code next} of the page before)
 */
public record EventSearch(
        Optional<UserId> user,
        Set<EventType> types,
        Optional<Channel> channel,
        Optional<LabId> lab,
        Optional<BookingId> booking,
        Optional<VpodId> vpod,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<Long> after) {
    private static final int MAX_LIMIT = 500;

    public EventSearch {
        types = Set.copyOf(types);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
        }
    }
}
