package io.laas.jenkins.health;

import io.laas.engine.vpod.VpodState;
import io.laas.model.booking.BookingState;
import io.laas.model.operation.Leak;
import java.util.List;
import java.util.Map;

/**
 * How things stood when they were looked at last.
 *
 * @param unreachable hosts that did not answer, each with the reason
 * @param leaks what hosts and store differ in
 * @param quarantined virtual pods that an admin must look at, each with the reason
 * @param numbers how many there are of what
 */
public record Health(List<String> unreachable, List<Leak> leaks, List<String> quarantined, Numbers numbers) {
    /** Nothing is known to be wrong. */
    public static final Health GOOD = new Health(List.of(), List.of(), List.of(), new Numbers(0, Map.of(), Map.of()));

    public Health {
        unreachable = List.copyOf(unreachable);
        leaks = List.copyOf(leaks);
        quarantined = List.copyOf(quarantined);
    }

    /**
     * How many there are of what; a state in which there is nothing may be left out.
     *
     * @param hosts that are configured
     * @param bookings that are not over
     * @param vpods that are not gone
     */
    public record Numbers(long hosts, Map<BookingState, Long> bookings, Map<VpodState, Long> vpods) {
        public Numbers {
            bookings = Map.copyOf(bookings);
            vpods = Map.copyOf(vpods);
        }
    }
}
