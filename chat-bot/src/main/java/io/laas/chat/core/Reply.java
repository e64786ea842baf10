package io.laas.chat.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A finished answer: blocks in the order in which they are read. Immutable. */
public record Reply(Outcome outcome, List<Block> blocks) implements Answer {
    public Reply {
        blocks = List.copyOf(blocks);
    }

    public static Reply done(Block... blocks) {
        return new Reply(Outcome.DONE, Arrays.asList(blocks));
    }

    public static Reply text(String text) {
        return done(new Block.Text(Tone.PLAIN, text));
    }

    public static Reply refused(String code, String message, String... hints) {
        return new Reply(Outcome.REFUSED, List.of(new Block.Problem(code, message, List.of(hints))));
    }

    public static Reply usage(String message, List<String> hints) {
        return new Reply(Outcome.USAGE, List.of(new Block.Problem("USAGE", message, hints)));
    }

    public static Reply ask(Block.Confirm confirm) {
        return new Reply(Outcome.ASKS, List.of(confirm));
    }

    /** Returns this reply with more blocks at its end. */
    public Reply with(Block... more) {
        List<Block> all = new ArrayList<>(blocks);
        all.addAll(Arrays.asList(more));
        return new Reply(outcome, all);
    }

    /** Returns the whole as plain text. */
    public String text() {
        return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
    }
}
