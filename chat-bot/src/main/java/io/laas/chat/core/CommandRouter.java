package io.laas.chat.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the command of a line and runs it. Thread-safe. Never throws: what goes wrong is an answer. */
public final class CommandRouter {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRouter.class);

    private final List<Command> commands;
    private final LineParser parser;
    private final InstantSource clock;

    public CommandRouter(List<Command> commands, InstantSource clock) {
        this.commands = List.copyOf(commands);
        this.parser = new LineParser(this.commands);
        this.clock = clock;
    }

    /** Returns what there is, in the order of the help. */
    public List<CommandModel> models() {
        return commands.stream().map(Command::model).toList();
    }

    /** Returns the form to open for a line that names a command which has one, and nothing more. */
    public Optional<Form> form(String line) {
        List<Token> tokens = LineParser.withoutPrefix(Tokeniser.tokens(line));
        return tokens.size() == 1 ? command(tokens.get(0).text()).flatMap(Command::form) : Optional.empty();
    }

    /** Returns the model of the command of exactly that name. */
    public Optional<CommandModel> model(String name) {
        return command(name).map(Command::model);
    }

    private Optional<Command> command(String name) {
        return commands.stream()
                .filter(c -> c.model().name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns whether a line names a command that may change something. */
    public boolean changes(String line) {
        return parser.parse(line) instanceof Parsed.Good good
                && good.command().model().changes();
    }

    /**
     * Runs a line.
     *
     * @param line as typed, with or without {@code /laas}
     * @param id unique for the request; see {@link Invocation#id()}
     */
    public Answer route(String line, Caller caller, String id) {
        return route(line, caller, id, clock.instant());
    }

    /**
     * Runs a line that was typed earlier.
     *
     * @param typed when; times such as {@code tomorrow} are meant from there
     */
    public Answer route(String line, Caller caller, String id, Instant typed) {
        Parsed parsed = parser.parse(line);
        if (parsed instanceof Parsed.Wrong wrong) {
            return wrong.reply();
        }
        Parsed.Good good = (Parsed.Good) parsed;
        CommandModel model = good.command().model();
        try {
            return good.command().run(new Invocation(id, model, good.args(), caller, typed));
        } catch (RuntimeException e) {
            LOG.error("Command {} ({}) failed", model.name(), id, e);
            return Reply.refused("INTERNAL", Texts.of("command.broken", model.name()));
        }
    }
}
