package io.laas.engine.vpod;

import io.laas.engine.store.Json;
import io.laas.model.BookingId;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.operation.PodAccess;
import io.laas.model.pod.Capacity;
import java.util.Optional;
import java.util.OptionalInt;

/** A vpod with everything the store keeps of it. */
public record VpodRow(Site site, Situation now, Care care, Hand hand, String blueprint) {
    /**
     * What it is and where.
     *
     * @param configured false once a static vpod was taken out of the configuration
     */
    public record Site(
            VpodId id,
            LabId lab,
            HostId host,
            PodId pod,
            ConfigId config,
            VpodKind kind,
            Capacity demand,
            boolean configured) {}

    /**
     * How it is.
     *
     * @param stands whether its machines were made
     */
    public record Situation(
            VpodState state,
            OptionalInt index,
            Optional<BookingId> booking,
            Optional<OperationId> operation,
            Optional<String> reason,
            boolean stands) {}

    /**
     * What is to be done with it.
     *
     * @param next where it goes after cleaning instead of FREE; NEW: it is taken down and set up anew
     * @param attempts how often the present work failed
     * @param retryAt when it is tried again
     */
    public record Care(Optional<VpodState> next, int attempts, Optional<java.time.Instant> retryAt) {
        /** Nothing special. */
        public static final Care NONE = new Care(Optional.empty(), 0, Optional.empty());
    }

    /**
     * How people get in.
     *
     * @param keysHash which keys are on its machines
     * @param keysStale whether other keys should be
     */
    public record Hand(Optional<String> access, Optional<String> keysHash, boolean keysStale) {
        /** Nobody gets in. */
        public static final Hand CLOSED = new Hand(Optional.empty(), Optional.empty(), false);
    }

    public VpodId id() {
        return site.id();
    }

    public HostId host() {
        return site.host();
    }

    public LabId lab() {
        return site.lab();
    }

    public VpodState state() {
        return now.state();
    }

    public boolean isStatic() {
        return site.kind() == VpodKind.STATIC;
    }

    public boolean busy() {
        return now.operation().isPresent();
    }

    public Optional<PodAccess> access() {
        return hand.access().map(json -> Json.read(json, PodAccess.class));
    }

    public Blueprint plan() {
        return Json.read(blueprint, Blueprint.class);
    }

    public VpodRow in(VpodState state) {
        return with(new Situation(state, now.index(), now.booking(), now.operation(), now.reason(), now.stands()));
    }

    public VpodRow because(String reason) {
        return with(new Situation(
                now.state(), now.index(), now.booking(), now.operation(), Optional.ofNullable(reason), now.stands()));
    }

    public VpodRow serving(Optional<BookingId> booking) {
        return with(new Situation(now.state(), now.index(), booking, now.operation(), now.reason(), now.stands()));
    }

    public VpodRow under(Optional<OperationId> operation) {
        return with(new Situation(now.state(), now.index(), now.booking(), operation, now.reason(), now.stands()));
    }

    public VpodRow at(OptionalInt index) {
        return with(new Situation(now.state(), index, now.booking(), now.operation(), now.reason(), now.stands()));
    }

    public VpodRow standing(boolean stands) {
        return with(new Situation(now.state(), now.index(), now.booking(), now.operation(), now.reason(), stands));
    }

    public VpodRow with(Situation newSituation) {
        return new VpodRow(site, newSituation, care, hand, blueprint);
    }

    public VpodRow with(Care newCare) {
        return new VpodRow(site, now, newCare, hand, blueprint);
    }

    public VpodRow with(Hand newHand) {
        return new VpodRow(site, now, care, newHand, blueprint);
    }

    /** Returns what callers see. */
    public Vpod vpod() {
        return new Vpod(
                site.id(),
                site.lab(),
                site.host(),
                site.pod(),
                site.config(),
                site.kind(),
                now.state(),
                now.index(),
                now.booking(),
                now.operation(),
                now.reason());
    }
}
