package io.laas.engine.account;

import io.laas.engine.Answer;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.Store;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.booking.RefusalCode;
import io.laas.model.event.EventType;
import java.util.List;
import java.util.Optional;

/** Calendars with a secret address. Making one needs VIEW; its secret is stored as SHA-256. Thread-safe. */
public final class FeedService {
    private static final int MAX_FEEDS = 10;
    private static final Kept<IssuedFeed> FEED = Kept.withoutSecret(
            f -> f.feed().id(),
            "Calendar %s was made with this idempotency key; its address was shown then and cannot be shown again. If it is lost, revoke the calendar and make another one with a new key.");

    private final Store store;
    private final Once once;
    private final Catalogue catalogue;

    public FeedService(Store store, Catalogue catalogue) {
        this.store = store;
        this.once = new Once(store);
        this.catalogue = catalogue;
    }

    /** Lists the caller's feeds that are not revoked, in the order in which they were made. */
    public List<Feed> list(Caller caller) {
        return store.read(tx -> new FeedTable(tx).of(caller.user()));
    }

    /** Makes a feed of the caller's bookings or of a lab; at most 10 for each user. */
    public Answer<IssuedFeed> create(Optional<LabId> lab, Caller caller) {
        return once.write(caller, FEED, tx -> {
            if (!caller.has(Right.VIEW)) {
                return Audit.forbid(tx, caller, "making a calendar", Right.VIEW);
            }
            if (lab.isPresent() && catalogue.lab(lab.get()).isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "making a calendar",
                        RefusalCode.UNKNOWN_LAB,
                        "There is no lab %s. List the labs to see which there are.".formatted(lab.get()));
            }
            new AccountTable(tx).lock(caller.user());
            if (new FeedTable(tx).of(caller.user()).size() >= MAX_FEEDS) {
                return Audit.refuse(
                        tx,
                        caller,
                        "making a calendar",
                        RefusalCode.QUOTA,
                        "%s has %d calendars already, the most there may be. Revoke one first."
                                .formatted(caller.user(), MAX_FEEDS));
            }
            IssuedFeed made = new FeedTable(tx).insert(caller.user(), lab);
            tx.emit(EventDraft.of(EventType.FEED_CHANGED, caller.actor())
                    .with("feed", made.feed().id())
                    .with("change", "made"));
            return Answer.done(made);
        });
    }

    /** Makes the address of a feed void; its user may do so, and managers. */
    public Answer<Feed> revoke(String id, Caller caller) {
        return once.write(caller, Kept.as(Feed.class), tx -> {
            Optional<Feed> found = new FeedTable(tx)
                    .find(id)
                    .map(FeedTable.FeedRow::feed)
                    .filter(f -> caller.manages() || f.user().equals(caller.user()));
            if (found.isEmpty()) {
                return Audit.refuse(
                        tx,
                        caller,
                        "revoking a calendar",
                        RefusalCode.INVALID,
                        "You have no calendar %s. List your calendars.".formatted(Names.clean(id, 20)));
            }
            new FeedTable(tx).revoke(id);
            tx.emit(EventDraft.of(EventType.FEED_CHANGED, caller.actor())
                    .with("feed", id)
                    .with("change", "revoked"));
            return Answer.done(found.get());
        });
    }

    /** Returns the feed that the secret opens; empty if it opens none (any more). */
    public Optional<Feed> open(String id, String secret) {
        if (!Secrets.idIn(secret).equals(id) || id.isEmpty()) {
            return Optional.empty();
        }
        return store.read(tx -> new FeedTable(tx)
                .find(id)
                .filter(row -> Secrets.same(row.secretHash(), Secrets.hash(secret)))
                .map(FeedTable.FeedRow::feed));
    }
}
