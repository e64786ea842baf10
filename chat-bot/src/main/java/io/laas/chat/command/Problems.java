package io.laas.chat.command;

import io.laas.chat.core.Block;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.time.Clock;
import io.laas.model.wire.ErrorJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the server's refusals into answers in the reader's zone. */
final class Problems {
    private Problems() {}

    /** Returns the refusal with the server's sentence, its times in the reader's zone, then further hints. */
    static Reply of(ErrorJson error, Clock clock, String... more) {
        List<String> hints = new ArrayList<>();
        nextFree(error).ifPresent(n -> hints.add(Texts.of("problem.nextfree", clock.time(n))));
        instant(detail(error, "latestEnd")).ifPresent(l -> hints.add(Texts.of("problem.latest", clock.time(l))));
        hints.addAll(Arrays.asList(more));
        return new Reply(Outcome.REFUSED, List.of(new Block.Problem(error.code(), error.message(), hints)));
    }

    /** Returns the start of the next free slot, if the refusal names one. */
    static Optional<Instant> nextFree(ErrorJson error) {
        return detail(error, "nextFree") instanceof Map<?, ?> slot ? instant(slot.get("start")) : Optional.empty();
    }

    private static Object detail(ErrorJson error, String name) {
        return error.details() == null ? null : error.details().get(name);
    }

    private static Optional<Instant> instant(Object value) {
        try {
            return value instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
