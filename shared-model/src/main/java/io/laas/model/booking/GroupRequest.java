package io.laas.model.booking;

import io.laas.model.UserId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several pods that somebody asks for together: all or none.
 *
 * @param requests one for each pod, 2 to {@value #MOST}, equal in owner, start, length, booker and whether they may wait
 */
public record GroupRequest(List<BookingRequest> requests) {
    /** How many pods can be asked for together. */
    public static final int MOST = 16;

    public GroupRequest {
        requests = List.copyOf(requests);
        if (requests.size() < 2 || requests.size() > MOST) {
            throw new IllegalArgumentException(
                    "a group must be of 2 to %d pods, was of %d".formatted(MOST, requests.size()));
        }
        BookingRequest first = requests.get(0);
        boolean alike = requests.stream()
                .allMatch(r -> r.owner().equals(first.owner())
                        && r.start().equals(first.start())
                        && r.length().equals(first.length())
                        && r.booker() == first.booker()
                        && r.mayWait() == first.mayWait());
        if (!alike) {
            throw new IllegalArgumentException("the pods of a group must be for the same owner and time");
        }
    }

    public UserId owner() {
        return requests.get(0).owner();
    }

    /** Returns the first request, which stands for what all have in common. */
    public BookingRequest common() {
        return requests.get(0);
    }

    /** Returns the names of the pods, such as {@code 2 × small, large}. */
    public String pods() {
        return requests.stream()
                .collect(Collectors.groupingBy(r -> r.pod().value(), java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() == 1 ? e.getKey() : e.getValue() + " × " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
