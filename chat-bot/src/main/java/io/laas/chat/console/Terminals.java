package io.laas.chat.console;

import java.io.Console;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Finds out what the process talks to. */
public final class Terminals {
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");
    private static final int USUAL_WIDTH = 80;

    private Terminals() {}

    /** Returns whether both input and output are a terminal that can be painted on. */
    static boolean isTerminal(Map<String, String> env) {
        String type = env.getOrDefault("TERM", "");
        Console console = System.console();
        return console != null && !type.isEmpty() && !type.equals("dumb") && saysSo(console);
    }

    /** From Java 22 on there is a console also where there is no terminal, and it can be asked. */
    private static boolean saysSo(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Returns the screen for one command: painted on if it is a terminal, lines if it is a pipe or file. */
    public static Screen screen(Map<String, String> env) {
        boolean terminal = isTerminal(env);
        int width = terminal ? width() : 0;
        return screen(env, terminal, () -> width);
    }

    /** Returns the screen below a prompt. */
    static Screen screen(Map<String, String> env, Terminal terminal) {
        return screen(env, true, terminal::getColumns);
    }

    private static Screen screen(Map<String, String> env, boolean live, IntSupplier width) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        return new Screen(out, Ink.of(env, live), live, width);
    }

    /** Opens the terminal for a prompt, if there is one. */
    static Optional<Terminal> open(Map<String, String> env) {
        if (!isTerminal(env)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(true)
                    .encoding(StandardCharsets.UTF_8)
                    .build());
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Asks {@code stty}, which knows the terminal that it shares with this process. */
    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
            stty.waitFor(2, TimeUnit.SECONDS);
            Matcher size = SIZE.matcher(said);
            int width = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            return width > 0 ? width : USUAL_WIDTH;
        } catch (IOException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
