package io.laas.model.wire;

/**
 * The descriptor files of a pod that is not booked; comments at their head tell what is known only once it is.
 *
 * @param pdf text of the pod descriptor file: one YAML document
 * @param idf text of the installer descriptor file that belongs to it
 */
public record DescribedPodJson(String pdf, String idf) {}
