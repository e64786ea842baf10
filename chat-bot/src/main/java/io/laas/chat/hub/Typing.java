package io.laas.chat.hub;

import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Param;
import java.util.Map;
import java.util.Optional;

/**
 * A value that somebody is typing.
 *
 * @param command whose parameter it is
 * @param begun what was typed so far
 * @param values what was given for other parameters of the command
 */
public record Typing(CommandModel command, Param param, String begun, Map<String, String> values) {
    public Typing {
        values = Map.copyOf(values);
    }

    /** Returns what was given for the first other parameter of a kind. */
    Optional<String> given(Kind kind) {
        return command.params().stream()
                .filter(p -> p.kind() == kind && !p.equals(param))
                .map(p -> values.getOrDefault(p.name(), "").strip())
                .filter(v -> !v.isEmpty())
                .findFirst();
    }
}
