package io.laas.model.plan;

import io.laas.model.pod.Capacity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a booking needs, wherever and whenever.
 *
 * @param capacity what a dynamic vpod for it takes of its host
 * @param places where it could be served
 * @param cleaning what must be kept free after it
 */
public record Demand(Capacity capacity, List<Place> places, Duration cleaning) {
    public Demand {
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(cleaning, "cleaning");
        places = List.copyOf(places);
    }

    /** Returns the same need, to be met at one place. */
    public Demand at(Place place) {
        return new Demand(capacity, List.of(place), cleaning);
    }
}
