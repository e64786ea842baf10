package io.laas.model.wire;

import java.util.Map;

/**
 * What was answered to a lab's questions when a booking was made.
 *
 * @param answers by name of the question
 */
public record AnswersJson(Map<String, String> answers) {}
