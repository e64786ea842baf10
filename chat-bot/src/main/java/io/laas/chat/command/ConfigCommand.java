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
import io.laas.model.IsoId;
import io.laas.model.pod.Config;
import io.laas.model.wire.ConfigJson;
import io.laas.model.wire.NewConfigJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists and shows configs, and makes, changes, shares and deletes one's own. */
final class ConfigCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("config")
            .seldom()
            .choice("action", "list", "show", "copy", "change", "share", "versions", "delete")
            .place("config", Kind.CONFIG)
            .word("as", Kind.TEXT)
            .word("to", Kind.LAB)
            .word("image", Kind.TEXT)
            .word("machine", Kind.TEXT)
            .word("installer", Kind.TEXT)
            .word("iso", Kind.TEXT)
            .word("with", Kind.TEXT)
            .word("version", Kind.TEXT)
            .word("lab", Kind.LAB)
            .flag("yes")
            .example("config list")
            .example("config copy hello as mine")
            .example("config change mine image debian-12")
            .example("config change mine machine jumphost image ubuntu-24")
            .example("config change mine iso debian-12-netinst")
            .example("config share mine with nfv")
            .example("config delete mine --yes")
            .build();

    private final Server server;

    ConfigCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> config = in.args().text("config");
        String action = in.args().text("action").orElse("list");
        if (action.equals("list")) {
            return told(in, server.client(in).configs(null), ConfigCommand::table);
        }
        return config.map(name -> run(in, action, name))
                .orElseGet(() -> in.wrong(Texts.of("design.noname", action, "config", "config list")));
    }

    private Answer run(Invocation in, String action, String config) {
        return switch (action) {
            case "copy" ->
                Designs.copy(in)
                        .map(c -> changed(in, config, "copy", c, d -> Designs.told("design.copied", name(d), config)))
                        .orElseGet(() -> in.wrong(Texts.of("design.noas")));
            case "change" -> change(in, config);
            case "share" ->
                Designs.sharing(in)
                        .map(with -> changed(in, config, "share", with, ConfigCommand::shared))
                        .orElseGet(() -> in.wrong(Texts.of("design.nowith")));
            case "versions" ->
                told(
                        in,
                        server.client(in).configVersions(config, lab(in)),
                        list -> Designs.versions(
                                list.stream().map(ConfigJson::made).toList(), server.clock(in)));
            case "delete" ->
                in.args().has("yes")
                        ? changed(in, config, "delete", null, d -> Designs.told("design.deleted", "config", name(d)))
                        : Designs.ask(in, config);
            default -> show(in, config);
        };
    }

    private Answer show(Invocation in, String config) {
        Optional<String> wanted = in.args().text("version");
        Optional<Integer> version = wanted.flatMap(Designs::version);
        return wanted.isPresent() && version.isEmpty()
                ? in.wrong(Texts.of("design.version", wanted.get()))
                : told(in, server.client(in).config(config, lab(in), version.orElse(null)), ConfigCommand::card);
    }

    private Answer change(Invocation in, String config) {
        if (Stream.of("image", "installer", "iso")
                .allMatch(word -> in.args().text(word).isEmpty())) {
            return in.wrong(Texts.of("config.nochange"));
        }
        return server.client(in)
                .config(config, lab(in), null)
                .either(
                        now -> changed(in, config, "change", next(in, now.config()), ConfigCommand::newVersion),
                        error -> Problems.of(error, server.clock(in)));
    }

    private static NewConfigJson next(Invocation in, Config now) {
        Optional<String> image = in.args().text("image");
        Optional<String> machine = in.args().text("machine");
        Map<String, String> images = new TreeMap<>();
        now.images().forEach((whose, i) -> images.put(whose, i.value()));
        machine.ifPresent(m -> image.ifPresent(i -> images.put(m, i)));
        return new NewConfigJson(
                null,
                null,
                now.description(),
                machine.isPresent()
                        ? now.image().value()
                        : image.orElse(now.image().value()),
                images,
                now.cloudInit(),
                in.args().text("installer").or(now::installer).orElse(null),
                in.args()
                        .text("iso")
                        .map(List::of)
                        .orElseGet(() -> now.isos().stream().map(IsoId::value).toList()),
                null,
                null);
    }

    private Answer changed(Invocation in, String config, String what, Object body, Function<ConfigJson, Reply> done) {
        return told(in, server.client(in).changeConfig(config, lab(in), what, body), done);
    }

    private <T> Answer told(Invocation in, ApiResult<T> result, Function<T, Reply> done) {
        return result.either(done, error -> Problems.of(error, server.clock(in)));
    }

    private static String lab(Invocation in) {
        return in.args().text("lab").orElse(null);
    }

    private static String name(ConfigJson c) {
        return c.config().id().value();
    }

    private static Reply shared(ConfigJson c) {
        return Designs.told("design.shared", name(c), Designs.shared(c.made()));
    }

    private static Reply newVersion(ConfigJson c) {
        return Designs.told("design.changed", "config", name(c), c.made().version());
    }

    private static Reply table(List<ConfigJson> configs) {
        List<List<String>> rows = configs.stream()
                .map(c -> List.of(
                        name(c),
                        c.lab(),
                        c.config().image().value(),
                        Designs.whose(c.made(), c.lab()),
                        c.config().description()))
                .toList();
        List<String> headers = List.of(
                Texts.of("column.config"),
                Texts.of("column.lab"),
                Texts.of("column.image"),
                Texts.of("column.whose"),
                Texts.of("column.what"));
        return rows.isEmpty() ? Reply.text(Texts.of("config.none")) : Reply.done(new Block.Table(headers, rows));
    }

    private static Reply card(ConfigJson c) {
        Config config = c.config();
        String special = String.join(
                ", ",
                config.images().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList());
        return Reply.done(new Block.Fields(
                name(c),
                List.of(
                        new Block.Field(Texts.of("field.what"), config.description()),
                        new Block.Field(Texts.of("field.whose"), Designs.whose(c.made(), c.lab())),
                        new Block.Field(Texts.of("field.image"), config.image().value()),
                        new Block.Field(Texts.of("field.images"), special),
                        new Block.Field(
                                Texts.of("field.cloudinit"),
                                String.join(", ", config.cloudInit().keySet())),
                        new Block.Field(
                                Texts.of("field.installer"), config.installer().orElse("")),
                        new Block.Field(
                                Texts.of("field.isos"),
                                String.join(
                                        ", ",
                                        config.isos().stream().map(IsoId::value).toList())))));
    }
}
