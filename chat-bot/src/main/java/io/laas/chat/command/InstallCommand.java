package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.InstallerJson;
import io.laas.model.wire.InstallersJson;
import io.laas.model.wire.ParameterJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts an installer's software on a pod, or lists the installers there are. */
final class InstallCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("install")
            .place("installer", Kind.INSTALLER)
            .rest("values", Kind.TEXT)
            .word("on", Kind.BOOKING)
            .example("install")
            .example("install hello-world on b-41")
            .example("install hello-world port=8081 \"greeting=Good morning\"")
            .changes()
            .build();

    private final Server server;

    InstallCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> installer = in.args().text("installer");
        if (installer.isEmpty()) {
            return list(in);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : in.args().all("values")) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                return in.wrong(Texts.of("install.novalue", word));
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        Optional<Reply> secret = secretInPublic(in, installer.get(), values);
        return secret.isPresent()
                ? secret.get()
                : Found.named(
                        server,
                        in,
                        in.args().text("on"),
                        b -> on(server, in, b, Subject.Kind.INSTALL, installer.get(), values));
    }

    /** What is typed into Slack or Discord is kept there and read by others. */
    private Optional<Reply> secretInPublic(Invocation in, String installer, Map<String, String> values) {
        if (in.caller().channel() == Channel.CONSOLE) {
            return Optional.empty();
        }
        return server.client(in).installers().value().stream()
                .flatMap(all -> all.installers().stream())
                .filter(i -> i.name().equals(installer))
                .flatMap(i -> i.parameters().stream())
                .filter(p -> p.secret() && values.containsKey(p.name()))
                .findFirst()
                .map(p -> Reply.refused("SECRET", Texts.of("install.secret", p.name())));
    }

    /** Has the server install something and follows it. */
    static Answer on(
            Server server,
            Invocation in,
            BookingJson b,
            Subject.Kind kind,
            String installer,
            Map<String, String> values) {
        LaasClient client = server.client(in);
        return client.install(b.id(), installer, values)
                .either(
                        o -> Follow.operation(client, kind, b.id(), o, () -> server.clock(in)),
                        error -> Problems.of(error, server.clock(in)));
    }

    private Reply list(Invocation in) {
        return server.client(in)
                .installers()
                .either(InstallCommand::table, error -> Problems.of(error, server.clock(in)));
    }

    private static Reply table(InstallersJson all) {
        List<List<String>> rows = all.installers().stream()
                .map(i -> List.of(i.name(), i.title(), parameters(i)))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Table(
                List.of(Texts.of("column.installer"), Texts.of("column.title"), Texts.of("column.parameters")), rows));
        all.problems().forEach(p -> blocks.add(new Block.Text(Tone.WARNING, p)));
        return Reply.done(blocks.toArray(Block[]::new));
    }

    private static String parameters(InstallerJson i) {
        return i.parameters().stream().map(InstallCommand::parameter).collect(Collectors.joining(" "));
    }

    private static String parameter(ParameterJson p) {
        String standard = p.standard() == null ? "" : p.standard();
        return p.standard() == null ? p.name() + "=…" : "[" + p.name() + "=" + standard + "]";
    }
}
