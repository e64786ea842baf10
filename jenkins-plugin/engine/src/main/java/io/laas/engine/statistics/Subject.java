package io.laas.engine.statistics;

/** Whom and what a booking is about; {@code host} and {@code vpod} are empty texts until it has a place. */
record Subject(String lab, String pod, String owner, String project, String host, String vpod) {}
