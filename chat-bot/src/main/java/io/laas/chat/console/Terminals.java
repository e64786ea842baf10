package io.laas.chat.console;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Finds out what the process talks to. */
public final class Terminals {
    private Terminals() {}

    /**
     * Returns the terminal on which both input and output are, if it can be painted on.
     *
     * @param prompt whether Ctrl-C is for the prompt rather than the end of the process
     */
    public static Optional<Terminal> open(Map<String, String> env, boolean prompt) {
        String type = env.getOrDefault("TERM", "");
        if (System.console() == null || type.isEmpty() || type.equals("dumb")) {
            return Optional.empty();
        }
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(prompt)
                    .encoding(StandardCharsets.UTF_8)
                    .build();
            boolean usable = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
            return Optional.of(terminal).filter(t -> usable);
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Returns the screen for a terminal, or for a pipe or file if there is none. */
    public static Screen screen(Optional<Terminal> terminal, Map<String, String> env) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        Ink ink = Ink.of(env, terminal.isPresent());
        return new Screen(
                out,
                ink,
                terminal.isPresent(),
                () -> terminal.map(Terminal::getColumns).orElse(0));
    }
}
