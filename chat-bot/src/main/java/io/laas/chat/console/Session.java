package io.laas.chat.console;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Live;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One person at the console: runs lines, follows what goes on, asks before what cannot be undone. For one thread; interrupting it
 * ends the following, not what goes on.
 */
public final class Session {
    /** All was done. */
    public static final int DONE = 0;

    /** It was refused, failed, or the question was answered with no. */
    public static final int REFUSED = 1;

    /** The input was wrong, or the question could not be asked. */
    public static final int USAGE = 2;

    private final CommandRouter router;
    private final Supplier<Caller> caller;
    private final Screen screen;
    private final Function<String, Optional<String>> asker;

    /**
     * Creates a session.
     *
     * @param caller who speaks; asked for each line, because the time zone may change
     * @param asker puts a question to the person; empty if nobody can be asked
     */
    public Session(
            CommandRouter router, Supplier<Caller> caller, Screen screen, Function<String, Optional<String>> asker) {
        this.router = router;
        this.caller = caller;
        this.screen = screen;
        this.asker = asker;
    }

    /** Runs a line and returns the exit code it stands for. */
    public int run(String line) {
        Reply reply = finish(router.route(
                KeyFiles.inlined(line), caller.get(), UUID.randomUUID().toString()));
        screen.show(reply);
        if (reply.outcome() == Outcome.ASKS) {
            return confirm(reply);
        }
        return code(reply.outcome());
    }

    private Reply finish(Answer answer) {
        if (answer instanceof Reply reply) {
            return reply;
        }
        Live live = (Live) answer;
        screen.update(live.first());
        try {
            return live.work().run(screen::update);
        } catch (InterruptedException e) {
            screen.keep();
            return new Reply(
                    Outcome.REFUSED, java.util.List.of(new Block.Text(Tone.WARNING, Texts.of("console.left"))));
        }
    }

    private int confirm(Reply reply) {
        Block.Confirm confirm = (Block.Confirm) reply.blocks().stream()
                .filter(b -> b instanceof Block.Confirm)
                .findFirst()
                .orElseThrow();
        Optional<String> said = asker.apply(Texts.of("console.sure", Plain.line(confirm.label()) + "?"));
        if (said.isEmpty()) {
            screen.line(Plain.line(Texts.of("console.needyes", confirm.command())));
            return USAGE;
        }
        String answer = said.get().strip().toLowerCase(Locale.ROOT);
        if (answer.equals("y") || answer.equals("yes")) {
            return run(confirm.command());
        }
        screen.line(Texts.of("console.notdone"));
        return REFUSED;
    }

    private static int code(Outcome outcome) {
        return switch (outcome) {
            case DONE, SHOWN -> DONE;
            case REFUSED -> REFUSED;
            case ASKS, USAGE -> USAGE;
        };
    }
}
