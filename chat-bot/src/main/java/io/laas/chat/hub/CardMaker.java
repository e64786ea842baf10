package io.laas.chat.hub;

import io.laas.chat.core.Block;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.platform.Card;
import io.laas.chat.store.Action;
import io.laas.chat.store.BotStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes cards of replies: leaves out what others must not read, and gives every command that can be pressed an id. Thread-safe. */
final class CardMaker {
    private static final Duration BUTTON_GOOD_FOR = Duration.ofDays(30);
    private static final Duration CONFIRM_GOOD_FOR = Duration.ofMinutes(10);
    private static final int ID_BYTES = 15;

    private final BotStore store;
    private final CommandRouter router;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    CardMaker(BotStore store, CommandRouter router, InstantSource clock) {
        this.store = store;
        this.router = router;
        this.clock = clock;
    }

    /** Returns the card for one person, seen by nobody else. */
    Card personal(Reply reply, String identity) {
        return card(open(reply.blocks()), Optional.of(identity));
    }

    /** Returns the card for a place where others read along. */
    Card shared(Reply reply) {
        List<Block> blocks = new ArrayList<>();
        boolean hidden = false;
        for (Block block : reply.blocks()) {
            if (block instanceof Block.Confidential) {
                hidden = true;
            } else {
                blocks.add(block);
            }
        }
        if (hidden) {
            blocks.add(lastText(blocks), new Block.Text(Tone.QUIET, Texts.of("bot.confidential")));
        }
        return card(blocks, Optional.empty());
    }

    private static int lastText(List<Block> blocks) {
        int at = blocks.size();
        while (at > 0 && blocks.get(at - 1) instanceof Block.Buttons) {
            at--;
        }
        return at;
    }

    private static List<Block> open(List<Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Confidential confidential) {
                all.addAll(confidential.blocks());
            } else {
                all.add(block);
            }
        }
        return all;
    }

    private Card card(List<Block> blocks, Optional<String> identity) {
        Map<String, Action> actions = new LinkedHashMap<>();
        blocks.forEach(block -> actions(block, identity, actions));
        if (!actions.isEmpty()) {
            store.inTransaction(tx -> {
                actions.values().forEach(tx.actions()::add);
                return null;
            });
        }
        Map<String, String> ids = new LinkedHashMap<>();
        actions.forEach((command, action) -> ids.put(command, action.id()));
        return new Card(blocks, ids);
    }

    private void actions(Block block, Optional<String> identity, Map<String, Action> actions) {
        Instant now = clock.instant();
        Instant later = now.plus(BUTTON_GOOD_FOR);
        if (block instanceof Block.Buttons buttons) {
            buttons.buttons().forEach(b -> add(b.command(), identity, later, actions));
        } else if (block instanceof Block.Choices choices) {
            choices.choices().forEach(c -> add(c.command(), identity, later, actions));
        } else if (block instanceof Block.Confirm confirm) {
            Instant soon = now.plus(CONFIRM_GOOD_FOR);
            add(confirm.command(), identity, soon, actions);
            add(Card.CANCEL, identity, soon, actions);
        }
    }

    private void add(String command, Optional<String> identity, Instant until, Map<String, Action> actions) {
        boolean once = router.changes(command);
        actions.computeIfAbsent(command, c -> new Action(id(), c, identity, once, until, Optional.empty()));
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
