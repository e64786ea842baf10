package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.time.Clock;
import io.laas.model.wire.SnapshotImageJson;
import io.laas.model.wire.SnapshotJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists, shows, shares and deletes snapshots. */
final class SnapshotsCommand implements Command {
    private static final int MIB_SHIFT = 20;
    private static final CommandModel MODEL = CommandModel.named("snapshots")
            .seldom()
            .choice("action", "list", "show", "share", "delete")
            .place("snapshot", Kind.TEXT)
            .word("with", Kind.TEXT)
            .word("lab", Kind.LAB)
            .flag("yes")
            .example("snapshots")
            .example("snapshots show k8s")
            .example("snapshots share k8s with nfv")
            .example("snapshots delete k8s --yes")
            .build();

    private final Server server;

    SnapshotsCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        String action = in.args().text("action").orElse("list");
        Optional<String> name = in.args().text("snapshot");
        if (action.equals("list")) {
            return told(in, server.client(in).snapshots(), list -> table(list, server.clock(in)));
        }
        return name.map(n -> run(in, action, n))
                .orElseGet(() -> in.wrong(Texts.of("design.noname", action, "snapshot", "snapshots")));
    }

    private Answer run(Invocation in, String action, String name) {
        return switch (action) {
            case "share" ->
                Designs.sharing(in)
                        .map(with -> changed(
                                in,
                                name,
                                "share",
                                with,
                                s -> Designs.told("design.shared", s.name(), Designs.shared(s.sharing(), s.project()))))
                        .orElseGet(() -> in.wrong(Texts.of("design.nowith")));
            case "delete" ->
                in.args().has("yes")
                        ? changed(in, name, "delete", null, s -> Designs.told("design.deleted", "snapshot", s.name()))
                        : ask(in, name);
            default -> told(in, server.client(in).snapshot(name, lab(in)), s -> card(s, server.clock(in)));
        };
    }

    private static Answer ask(Invocation in, String name) {
        String lab = in.args().text("lab").map(l -> " lab " + l).orElse("");
        return Reply.ask(new Block.Confirm(
                Texts.of("design.ask", "snapshot", name),
                List.of(Texts.of("snapshot.kept")),
                Texts.of("button.delete"),
                "snapshots delete " + name + lab + " --yes"));
    }

    private Answer changed(Invocation in, String name, String what, Object body, Function<SnapshotJson, Reply> done) {
        return told(in, server.client(in).changeSnapshot(name, lab(in), what, body), done);
    }

    private <T> Answer told(Invocation in, ApiResult<T> result, Function<T, Reply> done) {
        return result.either(done, error -> Problems.of(error, server.clock(in)));
    }

    private static String lab(Invocation in) {
        return in.args().text("lab").orElse(null);
    }

    private static Reply table(List<SnapshotJson> snapshots, Clock clock) {
        if (snapshots.isEmpty()) {
            return Reply.text(Texts.of("snapshot.none"));
        }
        List<List<String>> rows = snapshots.stream()
                .map(s -> List.of(s.name(), s.lab(), s.state(), size(s), whose(s), clock.shortTime(s.at()), images(s)))
                .toList();
        return Reply.done(new Block.Table(
                List.of(
                        Texts.of("column.snapshot"),
                        Texts.of("column.lab"),
                        Texts.of("column.state"),
                        Texts.of("column.size"),
                        Texts.of("column.whose"),
                        Texts.of("column.made"),
                        Texts.of("column.image")),
                rows));
    }

    private static Reply card(SnapshotJson s, Clock clock) {
        return Reply.done(new Block.Fields(
                s.name(),
                List.of(
                        new Block.Field(Texts.of("field.state"), s.state()),
                        new Block.Field(Texts.of("field.where"), s.lab() + ", " + s.host()),
                        new Block.Field(Texts.of("field.whose"), whose(s)),
                        new Block.Field(Texts.of("field.time"), clock.shortTime(s.at())),
                        new Block.Field(Texts.of("field.size"), size(s)),
                        new Block.Field(Texts.of("field.images"), images(s)))));
    }

    private static String size(SnapshotJson s) {
        return Texts.of("snapshot.size", s.bytes() >> MIB_SHIFT);
    }

    private static String whose(SnapshotJson s) {
        return Texts.of("snapshot.of", s.owner(), Designs.shared(s.sharing(), s.project()));
    }

    private static String images(SnapshotJson s) {
        return String.join(", ", s.images().stream().map(SnapshotImageJson::id).toList());
    }
}
