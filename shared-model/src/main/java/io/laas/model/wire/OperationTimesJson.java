package io.laas.model.wire;

/**
 * How operations of a kind went that ended within a period.
 *
 * @param kind PROVISION, RESET, CLEAN, REMOVE, ACCESS or CHECK
 * @param count how many there were
 * @param failed how many did not succeed
 * @param cancelled how many were stopped
 * @param medianSeconds half of those that succeeded took at most as long
 * @param ninetiethSeconds nine of ten took at most as long
 * @param longestSeconds the longest one
 */
public record OperationTimesJson(
        String kind,
        int count,
        int failed,
        int cancelled,
        double medianSeconds,
        double ninetiethSeconds,
        double longestSeconds) {}
