package io.laas.model.wire;

import java.util.List;

/**
 * A pod made of a PDF.
 *
 * @param pod what was made
 * @param notes what the files say of the pod and could not be kept, each with its line
 */
public record ImportedPodJson(PodJson pod, List<String> notes) {}
