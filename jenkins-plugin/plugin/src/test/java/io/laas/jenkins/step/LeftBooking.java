package io.laas.jenkins.step;

import hudson.model.Run;
import io.laas.engine.account.Caller;
import io.laas.model.BookingId;
import io.laas.model.PodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;

/** A booking as a run leaves it that was killed before it could remember anything. */
final class LeftBooking {
    private LeftBooking() {}

    static BookingId of(Run<?, ?> run) {
        Caller owner = RunUser.givingBack(PipelineAccount.ID);
        BookingRequest request = BookingRequest.of(new PodId("small"), owner.user())
                .booker(Booker.PIPELINE)
                .origin(RunOrigin.of(run, false))
                .mayWait(true)
                .build();
        BookingDecision decision = Site.engine().bookings().book(request, owner);
        return decision instanceof BookingDecision.Granted granted
                ? granted.booking().id()
                : ((BookingDecision.Waiting) decision).booking().id();
    }
}
