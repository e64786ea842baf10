package io.laas.model.wire;

import java.time.Instant;

/**
 * Body of {@code POST /outages/series}: a planned outage that repeats in the lab's local time.
 *
 * @param host left out: the whole lab
 * @param start when it begins the first time; left out: now
 * @param end when it ends the first time
 * @param repeat a rule of RFC 5545 such as {@code FREQ=WEEKLY;BYDAY=SA} or {@code FREQ=MONTHLY;BYDAY=2SU}: daily, weekly, monthly or yearly, at
 *     most 200 characters
 * @param reason one sentence for the people it hits
 * @param answerBefore ask the holders of bookings that could end earlier, who have until this long before each time to answer: an ISO 8601 duration such as
 *     {@code PT24H}, at least the lab's time for cleaning and less than outages are set ahead; left out: bookings are moved or end
 */
public record NewOutageSeriesJson(
        String lab, String host, Instant start, Instant end, String repeat, String reason, String answerBefore) {}
