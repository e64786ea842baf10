package io.laas.engine.statistics;

/**
 * How long bookings made within the period stood in the queue.
 *
 * @param made how many bookings were made
 * @param atOnce how many were granted at once
 * @param waiting how many still wait
 * @param gaveUp how many were given up before they were granted
 * @param times how long those waited that were granted later
 */
public record Waits(int made, int atOnce, int waiting, int gaveUp, Times times) {}
