package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.KeyJson;
import java.util.List;
import java.util.Optional;

/** Shows, adds and removes the public ssh keys with which the caller gets into machines. */
final class KeysCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("keys")
            .seldom()
            .choice("action", "list", "add", "remove")
            .rest("key", Kind.TEXT)
            .example("keys")
            .example("keys add ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI… alice@laptop")
            .example("keys remove k-2")
            .changes()
            .build();

    private final Server server;

    KeysCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        String action = in.args().text("action").orElse("list");
        Optional<String> key = in.args().text("key");
        return switch (action) {
            case "add" -> key.map(k -> add(in, k)).orElseGet(() -> in.wrong(Texts.of("keys.noadd")));
            case "remove" -> key.map(k -> remove(in, k)).orElseGet(() -> in.wrong(Texts.of("keys.noremove")));
            default -> list(in);
        };
    }

    private Reply list(Invocation in) {
        return server.client(in).keys().either(KeysCommand::table, error -> Problems.of(error, server.clock(in)));
    }

    private static Reply table(List<KeyJson> keys) {
        if (keys.isEmpty()) {
            return Reply.text(Texts.of("keys.none"));
        }
        List<List<String>> rows =
                keys.stream().map(k -> List.of(k.id(), shortKey(k.key()))).toList();
        return Reply.done(new Block.Table(List.of(Texts.of("column.id"), Texts.of("column.key")), rows));
    }

    /** Type, the end of the key and its comment: enough to tell keys apart. */
    private static String shortKey(String key) {
        String[] parts = key.split(" ", 3);
        String end = parts.length > 1 && parts[1].length() > 12 ? "…" + parts[1].substring(parts[1].length() - 12) : "";
        return (parts[0] + " " + end + " " + (parts.length > 2 ? parts[2] : "")).strip();
    }

    private Reply add(Invocation in, String key) {
        if (key.contains("PRIVATE KEY")) {
            return in.wrong(Texts.of("keys.private"));
        }
        return server.client(in)
                .addKey(key)
                .either(
                        k -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("keys.added", k.id(), shortKey(k.key())))),
                        error -> Problems.of(error, server.clock(in)));
    }

    private Reply remove(Invocation in, String id) {
        return server.client(in)
                .removeKey(id)
                .either(
                        gone -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("keys.removed", id))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
