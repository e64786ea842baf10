package io.laas.model.wire;

/**
 * A part of what a machine printed on its serial console.
 *
 * @param text what it printed, at most 64 KiB, the latest; text of the guest, with its control characters
 * @param next how many bytes of its output one has seen with that; give it as {@code after} next time
 */
public record ConsoleJson(String text, long next) {}
