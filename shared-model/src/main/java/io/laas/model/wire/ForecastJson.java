package io.laas.model.wire;

import java.time.Instant;

/**
 * A week to come; the present one begins now.
 *
 * @param bookedHours for how long machines are granted
 * @param expectedHours what is granted, or the mean of the last four weeks if that is more
 * @param cores share of the hosts' cores that is granted, 0 to 1
 * @param expectedCores share of the hosts' cores that is expected to be used, 0 to 1
 */
public record ForecastJson(
        Instant start, Instant end, double bookedHours, double expectedHours, double cores, double expectedCores) {}
