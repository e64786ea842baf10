package io.laas.engine.statistics;

import io.laas.model.LabId;
import io.laas.model.booking.BookingState;
import java.time.Duration;
import java.util.List;

/** How things stand at one moment. */
public record Moment(List<Open> open, List<Queue> queues) {
    public Moment {
        open = List.copyOf(open);
        queues = List.copyOf(queues);
    }

    /** How many bookings of a lab are in a state that is not final. */
    public record Open(LabId lab, BookingState state, int count) {}

    /**
     * The queue of a lab in which somebody waits.
     *
     * @param longest for how long the one who came first has waited
     */
    public record Queue(LabId lab, int length, Duration longest) {}
}
