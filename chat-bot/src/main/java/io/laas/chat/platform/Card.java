package io.laas.chat.platform;

import io.laas.chat.core.Block;
import java.util.List;
import java.util.Map;

/**
 * A message as a platform shows it. What is confidential is left out already where others read along.
 *
 * @param blocks none of them {@link Block.Confidential}
 * @param actions the id of each command that can be pressed; ids are at most 40 characters of letters, digits, {@code -} and {@code _}
 */
public record Card(List<Block> blocks, Map<String, String> actions) {
    /** The command of the button that does nothing, which stands beside every question. */
    public static final String CANCEL = "-";

    public Card {
        blocks = List.copyOf(blocks);
        actions = Map.copyOf(actions);
    }

    /** Returns the id under which pressing a button runs {@code command}. */
    public String action(String command) {
        String id = actions.get(command);
        if (id == null) {
            throw new IllegalArgumentException("the card has no action for '" + command + "'");
        }
        return id;
    }
}
