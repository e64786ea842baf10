package io.laas.engine.port;

/**
 * What one wants to know of a machine.
 *
 * @param facts whether the guest is asked too, which takes longer
 * @param consoleFrom how many bytes of its console's output one has seen; negative: nothing of the console is wanted
 */
public record MachineLook(boolean facts, long consoleFrom) {
    /** How it is, without its console. */
    public static final MachineLook FACTS = new MachineLook(true, -1);

    /** Returns the question for what its console printed. */
    public static MachineLook console(long from) {
        return new MachineLook(false, Math.max(0, from));
    }
}
