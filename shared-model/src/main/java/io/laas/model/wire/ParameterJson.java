package io.laas.model.wire;

import java.util.List;

/**
 * Something an installer, or a lab when it is booked, wants to know.
 *
 * @param name unique among its neighbours
 * @param title for people
 * @param standard value where none is given, or null if one has to be given
 * @param pattern regular expression the whole value has to match, or null
 * @param choices the only values there are; empty for any
 * @param secret whether the value must not be shown
 */
public record ParameterJson(
        String name, String title, String standard, String pattern, List<String> choices, boolean secret) {}
