package io.laas.model.wire;

import java.time.Instant;
import java.util.List;

/**
 * Who has which place within a window.
 *
 * @param from begin of the window
 * @param to its end
 * @param bars bookings that touch it, by start, at most 10000
 * @param cut whether there are more than that
 */
public record CalendarJson(Instant from, Instant to, List<CalendarBarJson> bars, boolean cut) {}
