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
        return refusal(owner, startsNow, 1, lab);
    }

    /** Returns why the user cannot have so many more bookings. */
    Optional<Refusal> refusal(UserId owner, boolean startsNow, int more, Lab lab) {
        Policy policy = lab.policy();
        Map<BookingState, Integer> states = new OccupationTable(tx).states(owner);
        int running = states.getOrDefault(BookingState.PROVISIONING, 0) + states.getOrDefault(BookingState.ACTIVE, 0);
        int future = states.getOrDefault(BookingState.SCHEDULED, 0) + new WaitingTable(tx).count(owner);
        if (startsNow && running + more > policy.maxActive()) {
            return no(owner, bookings(running, "running"), more, lab);
        }
        boolean tooMany = startsNow
                ? future >= policy.maxFuture() && running + future + more > policy.maxActive() + policy.maxFuture()
                : future + more > policy.maxFuture();
        return tooMany ? no(owner, bookings(future, "coming or waiting"), more, lab) : Optional.empty();
    }

    private static String bookings(int number, String kind) {
        return number + " " + kind + (number == 1 ? " booking" : " bookings");
    }

    private static Optional<Refusal> no(UserId owner, String has, int more, Lab lab) {
        String beyond = more == 1 ? ", the most that" : " and asks for %d more, beyond what".formatted(more);
        return Optional.of(Refusal.of(
                RefusalCode.QUOTA,
                "%s has %s%s lab %s allows (%d running, %d coming). Release one, or ask %s."
                        .formatted(
                                owner,
                                has,
                                beyond,
                                lab.id(),
                                lab.policy().maxActive(),
                                lab.policy().maxFuture(),
                                PolicyRules.contact(lab))));
    }
}
