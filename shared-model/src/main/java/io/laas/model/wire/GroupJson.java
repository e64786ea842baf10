package io.laas.model.wire;

import java.util.List;

/**
 * Bookings that were asked for together.
 *
 * @param group the first of them, by which the group is called
 * @param bookings all of them in the order of the request, also those that are over
 */
public record GroupJson(String group, List<BookingJson> bookings) {}
