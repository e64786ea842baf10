package io.laas.chat.console;

import io.laas.chat.core.Completion;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/** The prompt on a terminal: history over sessions, completion by tab, Ctrl-C stops following and Ctrl-D leaves. */
final class Prompt {
    private final Terminal terminal;
    private final LineReader reader;

    Prompt(Terminal terminal, Completion completion, Path history) {
        this.terminal = terminal;
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setQuoteChars(new char[] {'"'});
        parser.setEofOnUnclosedQuote(false);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("laas")
                .parser(parser)
                .completer(new PromptCompleter(completion))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
    }

    /** Runs lines until the person leaves. */
    void run(Session session) {
        while (true) {
            Optional<String> line = read("laas> ");
            if (line.isEmpty() || line.get().strip().matches("exit|quit|bye")) {
                return;
            }
            if (!line.get().isBlank()) {
                Thread worker = Thread.currentThread();
                Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, s -> worker.interrupt());
                session.run(line.get());
                terminal.handle(Terminal.Signal.INT, before);
                Thread.interrupted();
            }
        }
    }

    /** Asks a question; no answer is a no. */
    Optional<String> ask(String question) {
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return Optional.of(reader.readLine(question + " "));
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.of("");
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    private Optional<String> read(String prompt) {
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt));
            } catch (UserInterruptException e) {
                terminal.flush();
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }
}
