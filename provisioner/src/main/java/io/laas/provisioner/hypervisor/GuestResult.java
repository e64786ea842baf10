package io.laas.provisioner.hypervisor;

/**
 * How a program in a guest ended.
 *
 * @param exitCode 0 … 255, or 128 + signal
 * @param output what it printed on its standard output, at most 64 KiB
 * @param error what it printed on its standard error, at most 64 KiB
 */
public record GuestResult(int exitCode, String output, String error) {}
