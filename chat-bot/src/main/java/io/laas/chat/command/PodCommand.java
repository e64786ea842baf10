package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.TextFiles;
import io.laas.chat.core.Texts;
import io.laas.model.pod.NodeSpec;
import io.laas.model.wire.NewPodJson;
import io.laas.model.wire.PodJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows pods, and makes, changes, shares and deletes one's own. */
final class PodCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("pod")
            .seldom()
            .choice("action", "show", "copy", "change", "share", "versions", "delete", "import")
            .place("pod", Kind.POD)
            .word("as", Kind.TEXT)
            .word("to", Kind.LAB)
            .word("machine", Kind.TEXT)
            .word("machines", Kind.TEXT)
            .word("cores", Kind.TEXT)
            .word("memory", Kind.TEXT)
            .word("disk", Kind.TEXT)
            .word("with", Kind.TEXT)
            .word("version", Kind.TEXT)
            .word("lab", Kind.LAB)
            .word("file", Kind.TEXT)
            .word("idf", Kind.TEXT)
            .flag("yes")
            .example("pod show pharos-virtual")
            .example("pod copy pharos-virtual as mine")
            .example("pod change mine machines 3 memory 4G")
            .example("pod change mine machine node1 cores 8")
            .example("pod share mine with everybody")
            .example("pod delete mine --yes")
            .example("pod import rack file pod1.yaml idf idf-pod1.yaml")
            .build();

    private final Server server;
    private final PodImport imports;

    /** Creates it; {@code files} are those of the person's own machine, empty where it is another one. */
    PodCommand(Server server, Optional<TextFiles> files) {
        this.server = server;
        this.imports = new PodImport(server, files, PodCommand::card);
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> pod = in.args().text("pod");
        String action = in.args().text("action").orElse("show");
        return pod.map(name -> run(in, action, name))
                .orElseGet(() -> in.wrong(Texts.of("design.noname", action, "pod", "pods")));
    }

    private Answer run(Invocation in, String action, String pod) {
        return switch (action) {
            case "copy" ->
                Designs.copy(in)
                        .map(copy -> changed(in, pod, "copy", copy, p -> Designs.told("design.copied", name(p), pod)))
                        .orElseGet(() -> in.wrong(Texts.of("design.noas")));
            case "change" -> change(in, pod);
            case "share" ->
                Designs.sharing(in)
                        .map(with -> changed(in, pod, "share", with, PodCommand::shared))
                        .orElseGet(() -> in.wrong(Texts.of("design.nowith")));
            case "versions" ->
                told(
                        in,
                        server.client(in).podVersions(pod, lab(in)),
                        list -> Designs.versions(
                                list.stream().map(PodJson::made).toList(), server.clock(in)));
            case "delete" ->
                in.args().has("yes")
                        ? changed(in, pod, "delete", null, p -> Designs.told("design.deleted", "pod", name(p)))
                        : Designs.ask(in, pod);
            case "import" -> imports.run(in, pod);
            default -> show(in, pod);
        };
    }

    private Answer show(Invocation in, String pod) {
        Optional<String> wanted = in.args().text("version");
        Optional<Integer> version = wanted.flatMap(Designs::version);
        return wanted.isPresent() && version.isEmpty()
                ? in.wrong(Texts.of("design.version", wanted.get()))
                : told(in, server.client(in).pod(pod, lab(in), version.orElse(null)), PodCommand::card);
    }

    private Answer change(Invocation in, String pod) {
        try {
            PodChange change = PodChange.of(in.args());
            return change.isEmpty()
                    ? in.wrong(Texts.of("pod.nochange"))
                    : server.client(in)
                            .pod(pod, lab(in), null)
                            .either(
                                    now -> send(in, pod, change.of(now.pod())),
                                    error -> Problems.of(error, server.clock(in)));
        } catch (IllegalArgumentException e) {
            return in.wrong(e.getMessage());
        }
    }

    private Answer send(Invocation in, String pod, NewPodJson next) {
        return changed(
                in,
                pod,
                "change",
                next,
                p -> Designs.told("design.changed", "pod", name(p), p.made().version())
                        .with(card(p).blocks().toArray(Block[]::new)));
    }

    private Answer changed(Invocation in, String pod, String what, Object body, Function<PodJson, Reply> done) {
        return told(in, server.client(in).changePod(pod, lab(in), what, body), done);
    }

    private <T> Answer told(Invocation in, ApiResult<T> result, Function<T, Reply> done) {
        return result.either(done, error -> Problems.of(error, server.clock(in)));
    }

    private static String lab(Invocation in) {
        return in.args().text("lab").orElse(null);
    }

    private static String name(PodJson p) {
        return p.pod().id().value();
    }

    private static Reply shared(PodJson p) {
        return Designs.told("design.shared", name(p), Designs.shared(p.made()));
    }

    private static Reply card(PodJson p) {
        List<List<String>> rows = p.pod().nodes().stream()
                .map(n -> List.of(
                        n.name(),
                        n.role().name().toLowerCase(java.util.Locale.ROOT),
                        String.valueOf(n.cores()),
                        n.memoryMiB() + " MiB",
                        n.diskGiB() + " GiB",
                        networks(n)))
                .toList();
        List<String> headers = List.of(
                Texts.of("column.machine"),
                Texts.of("column.role"),
                Texts.of("column.cores"),
                Texts.of("column.memory"),
                Texts.of("column.disk"),
                Texts.of("column.networks"));
        return Reply.done(
                new Block.Fields(
                        name(p),
                        List.of(
                                new Block.Field(Texts.of("field.what"), p.pod().description()),
                                new Block.Field(Texts.of("field.whose"), Designs.whose(p.made(), p.lab())))),
                new Block.Table(headers, rows));
    }

    private static String networks(NodeSpec node) {
        return String.join(", ", node.nics().stream().map(n -> n.network()).toList());
    }
}
