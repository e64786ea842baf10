package io.laas.engine.statistics;

import io.laas.model.TimeSlot;
import java.time.Duration;

/**
 * A week to come. What is expected is what is booked already, or the mean of the last four whole weeks if that is more.
 *
 * @param slot the week in the reader's zone; the present one begins now
 * @param booked for how long machines are granted in it
 * @param expected for how long machines are expected to be used in it
 * @param cores share of the hosts' cores that is granted, 0 … 1
 * @param expectedCores share of the hosts' cores that is expected to be used, 0 … 1
 */
public record Forecast(TimeSlot slot, Duration booked, Duration expected, double cores, double expectedCores) {}
