package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Outbox;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.TimeSlot;
import io.laas.model.booking.BookingState;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells people that their booking ends soon, once for each end and lead. If several are due at the same time (the engine was down)
 * only the latest is sent.
 */
public final class Reminders {
    private static final int SHARE = 3;

    private final Store store;
    private final Catalogue catalogue;

    public Reminders(Store store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /** Sends what is due. */
    public void send() {
        Duration longest = catalogue.labs().stream()
                .flatMap(l -> l.policy().reminders().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        List<BookingId> ending = store.read(tx -> new OccupationTable(tx).endingWithin(longest));
        ending.stream()
                .filter(id ->
                        store.read(tx -> due(tx, id).filter(d -> !sent(tx, d)).isPresent()))
                .forEach(id -> store.write(tx -> remind(tx, id)));
    }

    private record Due(BookingRow row, Duration lead, String key) {}

    private Optional<Due> due(Tx tx, BookingId id) {
        BookingRow row = new BookingTable(tx).get(id);
        if (row.state() != BookingState.ACTIVE) {
            return Optional.empty();
        }
        TimeSlot slot = row.booking().slot();
        return catalogue
                .lab(row.booking().lab())
                .map(Lab::policy)
                .flatMap(policy -> policy.reminders().stream()
                        .filter(lead -> lead.multipliedBy(SHARE).compareTo(slot.length()) <= 0)
                        .filter(lead -> !tx.now().isBefore(slot.end().minus(lead)))
                        .min(Comparator.naturalOrder())
                        .map(lead -> new Due(row, lead, key(id, slot.end(), lead))));
    }

    private static String key(BookingId id, Instant end, Duration lead) {
        return "reminder:" + id + ":" + end + ":" + lead;
    }

    private static boolean sent(Tx tx, Due due) {
        return new Outbox(tx).sent(due.key());
    }

    private boolean remind(Tx tx, BookingId id) {
        Optional<Due> due = due(tx, id).filter(d -> new Outbox(tx).first(d.key()));
        due.ifPresent(d -> tx.emit(Lifecycle.about(EventType.REMINDER, d.row().booking(), Actor.SYSTEM)
                .with("lead", d.lead())
                .with(
                        "left",
                        Duration.between(tx.now(), d.row().booking().slot().end()))));
        return due.isPresent();
    }
}
