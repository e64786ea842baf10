package io.laas.engine.remote;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.outage.NewOutage;
import io.laas.engine.outage.OutageEffect;
import io.laas.engine.outage.OutageService;
import io.laas.model.LabId;
import io.laas.model.OutageId;
import io.laas.model.booking.Outage;
import io.laas.model.booking.RefusalCode;
import java.util.EnumSet;
import java.util.List;

/** Outages that a lab elsewhere sets for itself: the same as those of admins, for the caller's lab only. Thread-safe. */
public final class LabOutages {
    private final LabWorkService work;
    private final OutageService outages;

    public LabOutages(LabWorkService work, OutageService outages) {
        this.work = work;
        this.outages = outages;
    }

    /** Lists the outages of the lab that are not over, earliest first. */
    public Answer<List<Outage>> list(Caller caller) {
        return work.lab(caller)
                .map(lab ->
                        outages.list().stream().filter(o -> o.lab().equals(lab)).toList());
    }

    /** Sets an outage of the lab or of a host of it, as {@link OutageService#set} does. */
    public Answer<OutageEffect> set(NewOutage outage, boolean force, Caller caller) {
        return work.lab(caller).then(lab -> ofLab(outage, lab)).then(own -> outages.set(own, force, asAdmin(caller)));
    }

    private static Answer<NewOutage> ofLab(NewOutage outage, LabId lab) {
        return outage.lab().equals(lab)
                ? Answer.done(outage)
                : Answer.refused(
                        RefusalCode.FORBIDDEN,
                        "The account serves lab %s and cannot set an outage of lab %s.".formatted(lab, outage.lab()));
    }

    /** Ends an outage of the lab now, or takes it back if it has not begun. */
    public Answer<Outage> end(OutageId id, Caller caller) {
        return list(caller)
                .then(own -> own.stream().anyMatch(o -> o.id().equals(id))
                        ? outages.end(id, asAdmin(caller))
                        : Answer.refused(
                                RefusalCode.UNKNOWN_OUTAGE,
                                "The lab has no outage %s now or later. List them with GET /lab/outages."
                                        .formatted(id)));
    }

    /** The worker speaks for its lab's admins here; that it speaks of its own lab was checked. */
    private static Caller asAdmin(Caller caller) {
        return new Caller(caller.actor(), EnumSet.of(Right.MANAGE_LABS), caller.key());
    }
}
