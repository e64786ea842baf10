package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.ImageJson;
import io.laas.model.wire.IsoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the images of labs, with how large they are, and their installer ISOs. */
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
        LaasClient client = server.client(in);
        return client.images()
                .either(
                        all -> reply(
                                all.stream().filter(i -> isOf(lab, i.lab())).toList(),
                                client.isos().value().orElse(List.of()).stream()
                                        .filter(i -> isOf(lab, i.lab()))
                                        .toList()),
                        error -> Problems.of(error, server.clock(in)));
    }

    private static boolean isOf(Optional<String> wanted, String lab) {
        return wanted.isEmpty() || wanted.get().equals(lab);
    }

    private static Reply reply(List<ImageJson> images, List<IsoJson> isos) {
        if (images.isEmpty() && isos.isEmpty()) {
            return Reply.text(Texts.of("images.none"));
        }
        List<Block> blocks = new ArrayList<>();
        if (!images.isEmpty()) {
            blocks.add(images(images));
        }
        if (!isos.isEmpty()) {
            blocks.add(isos(isos));
            blocks.add(new Block.Text(Tone.PLAIN, Texts.of("images.isos")));
        }
        return Reply.done(blocks.toArray(Block[]::new));
    }

    private static Block.Table images(List<ImageJson> images) {
        List<List<String>> rows = images.stream()
                .map(i ->
                        List.of(i.id(), i.lab(), i.os(), i.arch(), i.user(), size(i.diskBytes()), size(i.fileBytes())))
                .toList();
        return new Block.Table(
                List.of(
                        Texts.of("column.image"),
                        Texts.of("column.lab"),
                        Texts.of("column.os"),
                        Texts.of("column.arch"),
                        Texts.of("column.user"),
                        Texts.of("column.disk"),
                        Texts.of("column.file")),
                rows);
    }

    private static Block.Table isos(List<IsoJson> isos) {
        return new Block.Table(
                List.of(Texts.of("column.iso"), Texts.of("column.lab"), Texts.of("column.what")),
                isos.stream().map(i -> List.of(i.id(), i.lab(), i.title())).toList());
    }

    private static String size(Long bytes) {
        return bytes == null ? Texts.of("images.unknown") : Texts.of("snapshot.size", (bytes + MIB - 1) / MIB);
    }
}
