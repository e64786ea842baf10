package io.laas.model.wire;

import java.util.Map;

/**
 * One kind of pod in the body of {@code POST /bookings/together}. Everything but {@code pod} may be left out.
 *
 * @param pod hardware description
 * @param config software description; left out: the first that fits
 * @param lab the site; left out: any that offers the pod
 * @param vpod a certain static vpod; not with a {@code count} above 1
 * @param count how many of them; left out: 1
 * @param answers to the questions of its lab ({@code GET /labs/{lab}/questions}), by name of the question
 */
public record WantedPodJson(
        String pod, String config, String lab, String vpod, Integer count, Map<String, String> answers) {}
