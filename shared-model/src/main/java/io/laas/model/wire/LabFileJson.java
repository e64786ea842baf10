package io.laas.model.wire;

/**
 * The text of a lab.
 *
 * @param lab whose it is
 * @param text the lab file; what follows the {@code ?} of web addresses may be a key and is not in it: {@code (hidden-1)},
 *     {@code (hidden-2)} … stand there, and where they are sent back behind the same address nothing changes
 * @param version changes with the text; sent back with what is to take its place
 * @param source what the file is called in problems, for example {@code lab.yaml}
 * @param changeable whether it can be changed here
 * @param why why it cannot be changed here and what to do instead, or null
 */
public record LabFileJson(String lab, String text, String version, String source, boolean changeable, String why) {}
