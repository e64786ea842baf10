package io.laas.model.wire;

import java.time.Instant;

/**
 * A booking in a calendar.
 *
 * @param purpose at most 100 characters of it
 * @param state as in BookingState
 * @param host where it has its machines, or null while it waits
 * @param vpod the vpod there, or null while it waits
 * @param start from when it has them
 * @param end until when; one that was given back early ended then
 * @param cleanUntil until when its place is kept for cleaning after that
 * @param mine whether the caller is a member of it
 * @param offered whether it is an offer from the wait list that was not taken up yet
 */
public record CalendarBarJson(
        String booking,
        String lab,
        String pod,
        String owner,
        String project,
        String purpose,
        String state,
        String host,
        String vpod,
        Instant start,
        Instant end,
        Instant cleanUntil,
        boolean mine,
        boolean offered) {}
