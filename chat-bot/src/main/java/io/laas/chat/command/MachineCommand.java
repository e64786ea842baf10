package io.laas.chat.command;

import io.laas.chat.client.ApiResult;
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
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ConsoleJson;
import io.laas.model.wire.MachineJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.PowerJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows one machine of a booking, and switches, resets or makes it anew. */
final class MachineCommand implements Command {
    private static final int CONSOLE = 3000;
    private static final Map<String, String> POWER =
            Map.of("on", "ON", "shutdown", "SHUT_DOWN", "off", "OFF", "cycle", "CYCLE");
    private static final Set<String> ASKS = Set.of("off", "cycle", "reset", "reimage");
    private static final CommandModel MODEL = CommandModel.named("machine")
            .choice("action", "show", "console", "on", "shutdown", "off", "cycle", "reset", "reimage")
            .place("booking", Kind.BOOKING)
            .place("machine", Kind.TEXT)
            .flag("no-wait")
            .flag("yes")
            .example("machine show b-41 node1")
            .example("machine console b-41 node1")
            .example("machine cycle b-41 node1 --yes")
            .example("machine reset b-41 node1 --yes")
            .changes()
            .build();

    private final Server server;

    MachineCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        String action = in.args().text("action").orElse("show");
        return in.args()
                .text("machine")
                .map(machine -> Found.booking(server, in, b -> run(in, action, b, machine)))
                .orElseGet(() -> in.wrong(Texts.of("machine.noname")));
    }

    private Answer run(Invocation in, String action, BookingJson b, String machine) {
        LaasClient client = server.client(in);
        return switch (action) {
            case "show" -> told(in, client.machine(b.id(), machine).map(MachineCommand::card));
            case "console" -> told(in, client.console(b.id(), machine).map(c -> console(machine, c)));
            default ->
                ASKS.contains(action) && !in.args().has("yes")
                        ? ask(action, b, machine)
                        : act(in, client, action, b, machine);
        };
    }

    private Answer told(Invocation in, ApiResult<Reply> result) {
        return result.either(reply -> reply, error -> Problems.of(error, server.clock(in)));
    }

    private static Answer ask(String action, BookingJson b, String machine) {
        return Reply.ask(new Block.Confirm(
                Texts.of("machine.ask." + action, machine, b.id()),
                List.of(Texts.of("machine.loss." + action)),
                Texts.of("machine.button"),
                "machine %s %s %s --yes".formatted(action, b.id(), machine)));
    }

    private Answer act(Invocation in, LaasClient client, String action, BookingJson b, String machine) {
        String power = POWER.get(action);
        ApiResult<OperationJson> started = power == null
                ? client.onMachine(b.id(), machine, action, null)
                : client.onMachine(b.id(), machine, "power", new PowerJson(power));
        return started.either(o -> started(in, client, b, o), error -> Problems.of(error, server.clock(in)));
    }

    private Answer started(Invocation in, LaasClient client, BookingJson b, OperationJson operation) {
        return in.args().has("no-wait")
                ? Reply.done(Cards.progress(operation))
                : Follow.operation(client, Subject.Kind.MACHINE, b.id(), operation, () -> server.clock(in));
    }

    private static Reply card(MachineJson m) {
        return Reply.done(new Block.Fields(
                m.name(),
                List.of(
                        new Block.Field(Texts.of("field.state"), m.state()),
                        new Block.Field(
                                Texts.of("field.agent"), Texts.of(m.agent() ? "machine.answers" : "machine.silent")),
                        new Block.Field(Texts.of("field.ssh"), ssh(m.ssh())),
                        new Block.Field(Texts.of("field.what"), String.join("; ", m.facts())))));
    }

    private static String ssh(String ssh) {
        return switch (ssh) {
            case "ANSWERS" -> Texts.of("machine.answers");
            case "SILENT" -> Texts.of("machine.silent");
            default -> Texts.of("machine.untried");
        };
    }

    private static Reply console(String machine, ConsoleJson console) {
        String text = console.text();
        String latest = text.substring(Math.max(0, text.length() - CONSOLE));
        return latest.isBlank()
                ? Reply.text(Texts.of("machine.noconsole", machine))
                : Reply.done(new Block.Text(Tone.CODE, latest));
    }
}
