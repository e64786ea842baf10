package io.laas.engine.booking;

import io.laas.engine.store.Tx;
import io.laas.model.UserId;
import io.laas.model.booking.BookingState;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Policy;
import java.util.Map;
import java.util.Optional;

/** How many bookings a user may have; decided under the lock of the user's row. */
final class Quota {
    private final Tx tx;

    Quota(Tx tx) {
        this.tx = tx;
    }

    /** Returns why the user cannot have another booking. */
    Optional<Refusal> refusal(UserId owner, boolean startsNow, Lab lab) {
        Policy policy = lab.policy();
        Map<BookingState, Integer> states = new OccupationTable(tx).states(owner);
        int running = states.getOrDefault(BookingState.PROVISIONING, 0) + states.getOrDefault(BookingState.ACTIVE, 0);
        int future = states.getOrDefault(BookingState.SCHEDULED, 0) + new WaitingTable(tx).count(owner);
        if (startsNow && running >= policy.maxActive()) {
            return no(owner, bookings(running, "running"), lab);
        }
        return future >= policy.maxFuture()
                        && (!startsNow || running + future >= policy.maxActive() + policy.maxFuture())
                ? no(owner, bookings(future, "coming or waiting"), lab)
                : Optional.empty();
    }

    private static String bookings(int number, String kind) {
        return number + " " + kind + (number == 1 ? " booking" : " bookings");
    }

    private static Optional<Refusal> no(UserId owner, String has, Lab lab) {
        return Optional.of(Refusal.of(
                RefusalCode.QUOTA,
                "%s has %s, the most that lab %s allows (%d running, %d coming). Release one, or ask %s."
                        .formatted(
                                owner,
                                has,
                                lab.id(),
                                lab.policy().maxActive(),
                                lab.policy().maxFuture(),
                                PolicyRules.contact(lab))));
    }
}
