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
import io.laas.chat.time.Clock;
import io.laas.model.operation.MachineAccess;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.MembersJson;
import java.util.List;
import java.util.stream.Collectors;

/** Shows how to get in, and changes who may. */
final class AccessCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("access")
            .place("booking", Kind.BOOKING)
            .word("with", Kind.USERS)
            .word("without", Kind.USERS)
            .example("access")
            .example("access b-41 with @bob")
            .example("access b-41 without @carol")
            .changes()
            .build();

    private final Server server;

    AccessCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return Found.booking(
                server, in, b -> in.args().has("with") || in.args().has("without") ? change(in, b) : show(in, b));
    }

    private Answer change(Invocation in, BookingJson b) {
        MembersJson members = new MembersJson(in.args().all("with"), in.args().all("without"));
        return server.client(in)
                .members(b.id(), members)
                .either(after -> changed(after), error -> Problems.of(error, server.clock(in)));
    }

    private static Reply changed(BookingJson b) {
        String members = b.collaborators() == null || b.collaborators().isEmpty()
                ? Texts.of("access.alone", b.owner())
                : Texts.of("access.members", b.owner(), String.join(", ", b.collaborators()));
        return Reply.done(new Block.Text(Tone.GOOD, b.id() + ": " + members));
    }

    private Answer show(Invocation in, BookingJson b) {
        Clock clock = server.clock(in);
        if (b.access() == null) {
            return Reply.done(Cards.headline(b, clock), new Block.Text(Tone.PLAIN, Texts.of("access.none", b.id())));
        }
        List<List<String>> rows =
                b.access().machines().stream().map(AccessCommand::row).toList();
        List<String> headers =
                List.of(Texts.of("column.machine"), Texts.of("column.user"), Texts.of("column.addresses"));
        return Reply.done(
                Cards.headline(b, clock),
                new Block.Confidential(
                        List.of(new Block.Text(Tone.CODE, b.access().sshCommand()), new Block.Table(headers, rows))),
                new Block.Text(Tone.QUIET, Texts.of("access.until", clock.time(b.end()))));
    }

    private static List<String> row(MachineAccess machine) {
        return List.of(machine.name(), machine.user(), addresses(machine));
    }

    static String addresses(MachineAccess machine) {
        return machine.addresses().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
