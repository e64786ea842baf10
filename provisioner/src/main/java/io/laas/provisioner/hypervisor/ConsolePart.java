package io.laas.provisioner.hypervisor;

/**
 * A part of what a machine printed on its serial console.
 *
 * @param text what it printed, as UTF-8 as far as it is that
 * @param next how many bytes of its output one has seen with that
 */
public record ConsolePart(String text, long next) {}
