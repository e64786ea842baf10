package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Nearest;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows what there is and how each command is written. */
final class HelpCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("help")
            .place("command", Kind.COMMAND)
            .example("help")
            .example("help book")
            .build();

    private final Supplier<List<CommandModel>> models;

    HelpCommand(Supplier<List<CommandModel>> models) {
        this.models = models;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> name = in.args().text("command");
        if (name.isEmpty()) {
            return all();
        }
        return models.get().stream()
                .filter(m -> m.name().equalsIgnoreCase(name.get()))
                .findFirst()
                .map(HelpCommand::one)
                .orElseGet(() -> unknown(name.get()));
    }

    private Reply all() {
        List<List<String>> rows =
                models.get().stream().map(m -> List.of(m.name(), m.summary())).toList();
        return Reply.done(
                new Block.Table(List.of(Texts.of("column.command"), Texts.of("column.does")), rows),
                new Block.Text(Tone.PLAIN, Texts.of("help.more")),
                new Block.Text(Tone.CODE, "book pharos-virtual for 3d \"nfv tests\" with @bob"));
    }

    private static Reply one(CommandModel model) {
        List<Block.Field> fields = new ArrayList<>();
        model.params().forEach(p -> fields.add(new Block.Field(p.shownName(), p.help())));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(Tone.PLAIN, model.summary()));
        blocks.add(new Block.Text(Tone.CODE, model.usage()));
        if (!fields.isEmpty()) {
            blocks.add(new Block.Fields("", fields));
        }
        blocks.add(new Block.Text(Tone.PLAIN, Texts.of("help.examples")));
        model.examples().forEach(e -> blocks.add(new Block.Text(Tone.CODE, e)));
        return Reply.done(blocks.toArray(Block[]::new));
    }

    private Reply unknown(String name) {
        List<String> names = models.get().stream().map(CommandModel::name).toList();
        List<String> hints = new ArrayList<>();
        Nearest.to(name, names).ifPresent(n -> hints.add(Texts.of("usage.meant", "help " + n)));
        hints.add(Texts.of("command.all", String.join(", ", names)));
        return Reply.usage(Texts.of("command.unknown", name), hints);
    }
}
