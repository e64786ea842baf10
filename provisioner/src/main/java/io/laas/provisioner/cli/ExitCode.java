package io.laas.provisioner.cli;

/** What the process ends with. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int CANCELLED = 130;

    private ExitCode() {}
}
