package io.laas.model.wire;

import java.util.List;

/**
 * What a lab file would do in the place of the present one.
 *
 * @param problems what is wrong with it, in the order of the text, at most 100; empty if it can be read
 * @param changes what it would change of what is in force; empty if it has problems, or differs in comments and layout only
 * @param bookings those that go on on hosts and static pods that it no longer has, or has otherwise, by their start
 * @param forbidden why the caller may not save it, or null
 */
public record LabFileCheckJson(
        List<LabProblemJson> problems,
        List<LabFileChangeJson> changes,
        List<HeldBookingJson> bookings,
        String forbidden) {}
