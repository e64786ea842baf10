package io.laas.model.wire;

/**
 * How long bookings stood in the queue that were made within a period.
 *
 * @param made how many were made
 * @param atOnce how many were granted at once
 * @param waiting how many still wait
 * @param gaveUp how many were given up before they were granted
 * @param waited how many were granted after they had waited
 * @param medianSeconds half of those waited at most as long
 * @param ninetiethSeconds nine of ten waited at most as long
 * @param longestSeconds the longest wait
 */
public record WaitsJson(
        int made,
        int atOnce,
        int waiting,
        int gaveUp,
        int waited,
        double medianSeconds,
        double ninetiethSeconds,
        double longestSeconds) {}
