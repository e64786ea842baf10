package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.model.wire.ImageJson;
import java.util.List;
import java.util.Optional;

/** Lists the images of labs, with how large they are. */
final class ImagesCommand implements Command {
    private static final long MIB = 1 << 20;
    private static final CommandModel MODEL = CommandModel.named("images")
            .seldom()
            .word("lab", Kind.LAB)
            .example("images")
            .example("images lab lab1")
            .build();

    private final Server server;

    ImagesCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> lab = in.args().text("lab");
        return server.client(in)
                .images()
                .either(
                        all -> table(all.stream()
                                .filter(i -> lab.isEmpty() || lab.get().equals(i.lab()))
                                .toList()),
                        error -> Problems.of(error, server.clock(in)));
    }

    private static Reply table(List<ImageJson> images) {
        if (images.isEmpty()) {
            return Reply.text(Texts.of("images.none"));
        }
        List<List<String>> rows = images.stream()
                .map(i ->
                        List.of(i.id(), i.lab(), i.os(), i.arch(), i.user(), size(i.diskBytes()), size(i.fileBytes())))
                .toList();
        return Reply.done(new Block.Table(
                List.of(
                        Texts.of("column.image"),
                        Texts.of("column.lab"),
                        Texts.of("column.os"),
                        Texts.of("column.arch"),
                        Texts.of("column.user"),
                        Texts.of("column.disk"),
                        Texts.of("column.file")),
                rows));
    }

    private static String size(Long bytes) {
        return bytes == null ? Texts.of("images.unknown") : Texts.of("snapshot.size", (bytes + MIB - 1) / MIB);
    }
}
