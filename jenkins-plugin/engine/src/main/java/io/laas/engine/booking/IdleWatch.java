package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.operation.Operation;
import io.laas.engine.operation.OperationTable;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.PodOperations;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.Store;
import io.laas.engine.store.StoreException;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.BookingId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingState;
import io.laas.model.event.EventType;
import io.laas.model.lab.IdlePolicy;
import io.laas.model.lab.Lab;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import io.laas.model.use.UseMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether people use what they have booked, in labs that want it, and asks the holders of what is idle whether they still need
 * it. What cannot be seen counts as use: a host that does not answer, a time in which nobody looked. So does work that LaaS does on the
 * pod. Pipelines are not watched: their runs give back what they booked.
 */
public final class IdleWatch {
    private static final Logger LOG = LoggerFactory.getLogger(IdleWatch.class);
    private static final Duration SELDOM = Duration.ofMinutes(5);
    private static final Duration OFTEN = Duration.ofMinutes(1);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Store store;
    private final Catalogue catalogue;
    private final VpodWork work;
    private final PodOperations hosts;

    public IdleWatch(Store store, Catalogue catalogue, VpodWork work, PodOperations hosts) {
        this.store = store;
        this.catalogue = catalogue;
        this.work = work;
        this.hosts = hosts;
    }

    /** Looks at what was not looked at lately. Takes as long as the hosts do. */
    public void look() {
        for (Lab lab : catalogue.labs()) {
            if (lab.policy().idle().isPresent()) {
                store.read(tx -> new UseTable(tx).due(lab, SELDOM.minus(SLACK), OFTEN.minus(SLACK)))
                        .forEach(this::look);
            }
        }
    }

    private void look(BookingId id) {
        try {
            Optional<Watched> watched = store.read(tx -> watched(tx, id));
            if (watched.isPresent()) {
                Sample sample = new Sample(
                        hosts.use(watched.get().plan()), watched.get().since());
                store.write(tx -> seen(tx, id, sample));
            }
        } catch (HostUnreachableException e) {
            LOG.debug("Booking {} cannot be watched now", id, e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Booking {} could not be looked at; it is tried again", id, e);
        }
    }

    /** Whom to ask, and when that was known. */
    private record Watched(VpodPlan plan, Instant since) {}

    /** What machines had counted, and when they were asked. */
    private record Sample(PodUse use, Instant at) {}

    /** Returns whom to ask; empty if the booking is not watched, or is being worked on. */
    private Optional<Watched> watched(Tx tx, BookingId id) {
        BookingRow row = new BookingTable(tx).get(id);
        if (row.state() != BookingState.ACTIVE || row.booking().booker() != Booker.PERSON) {
            return Optional.empty();
        }
        VpodRow vpod = new VpodTable(tx).get(Lifecycle.vpodOf(row));
        return vpod.busy() ? Optional.empty() : Optional.of(new Watched(work.described(tx, vpod, id), tx.now()));
    }

    private boolean seen(Tx tx, BookingId id, Sample sample) {
        Booking booking = new BookingTable(tx).get(id).booking();
        new HostTable(tx).lockLab(booking.lab(), booking.host());
        BookingRow row = new BookingTable(tx).get(id);
        Optional<IdlePolicy> policy =
                catalogue.lab(booking.lab()).flatMap(l -> l.policy().idle());
        if (row.state() != BookingState.ACTIVE || policy.isEmpty()) {
            return false;
        }
        Optional<UseRow> before = new UseTable(tx).find(id);
        Optional<String> sign = before.isEmpty()
                ? Optional.of("it is watched from now on")
                : sign(tx, before.get(), sample, policy.get());
        if (sign.isPresent()) {
            used(tx, row, before, sample, sign.get());
        } else {
            unused(tx, row, before.orElseThrow(), sample, policy.get());
        }
        return true;
    }

    private static Optional<String> sign(Tx tx, UseRow before, Sample sample, IdlePolicy policy) {
        Duration elapsed = Duration.between(before.sampledAt(), sample.at());
        if (elapsed.isNegative() || elapsed.isZero() || elapsed.compareTo(IdleView.FRESH) >= 0) {
            return Optional.of("nobody looked for a while");
        }
        boolean worked = new OperationTable(tx)
                .latest(before.booking())
                .flatMap(Operation::finishedAt)
                .filter(end -> !end.isBefore(before.sampledAt()))
                .isPresent();
        return worked
                ? Optional.of("LaaS did something on it")
                : UseMeter.sign(before.sample(), sample.use(), elapsed, policy);
    }

    private static void used(Tx tx, BookingRow row, Optional<UseRow> before, Sample sample, String sign) {
        Instant used = before.map(UseRow::usedAt).filter(sample.at()::isBefore).orElse(sample.at());
        new UseTable(tx).put(new UseRow(row.id(), sample.at(), sample.use(), used, Optional.empty()));
        if (before.flatMap(UseRow::askedAt).isPresent()) {
            tx.emit(Lifecycle.about(EventType.BOOKING_KEPT, row.booking(), Actor.SYSTEM)
                    .with("sign", sign));
        }
    }

    private static void unused(Tx tx, BookingRow row, UseRow before, Sample sample, IdlePolicy policy) {
        boolean ask = before.askedAt().isEmpty()
                && !before.usedAt().plus(policy.after()).isAfter(sample.at());
        Optional<Instant> asked = ask ? Optional.of(tx.now()) : before.askedAt();
        new UseTable(tx).put(new UseRow(row.id(), sample.at(), sample.use(), before.usedAt(), asked));
        if (ask) {
            tx.emit(Lifecycle.about(EventType.BOOKING_IDLE, row.booking(), Actor.SYSTEM)
                    .with("since", before.usedAt())
                    .with("reclaimableFrom", tx.now().plus(policy.grace())));
        }
    }
}
