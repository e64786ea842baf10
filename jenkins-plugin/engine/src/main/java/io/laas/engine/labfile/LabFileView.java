package io.laas.engine.labfile;

import io.laas.model.LabId;
import java.util.Optional;

/**
 * The text of a lab as those see it who may change it.
 *
 * @param lab whose it is
 * @param text the text; what follows the {@code ?} of web addresses is not in it
 * @param version changes with the text
 * @param source what the reader calls it
 * @param fixed why it cannot be changed here; empty if it can be
 */
public record LabFileView(LabId lab, String text, String version, String source, Optional<String> fixed) {}
