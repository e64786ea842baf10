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
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.NewSnapshotJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.SharingJson;
import io.laas.model.wire.SnapshotJson;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Saves the disks of machines of a booking. */
final class SnapshotCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("snapshot")
            .seldom()
            .place("booking", Kind.BOOKING)
            .place("machine", Kind.TEXT)
            .word("as", Kind.TEXT)
            .word("with", Kind.TEXT)
            .flag("power-off")
            .flag("no-wait")
            .example("snapshot b-41 node1 as db")
            .example("snapshot b-41 as k8s")
            .example("snapshot b-41 as k8s with nfv")
            .example("snapshot b-41 node2 as router --power-off")
            .changes()
            .build();

    private static final DateTimeFormatter NAMED_BY = DateTimeFormatter.ofPattern("MMdd-HHmm", Locale.ROOT);

    private final Server server;

    SnapshotCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        return in.args()
                .text("as")
                .map(name -> Found.booking(server, in, b -> take(in, b, name)))
                .orElseGet(() -> Found.booking(server, in, b -> askName(in, b)));
    }

    /** A button knows no name, so one is offered: the booking and the time, in the zone of the caller. */
    private static Reply askName(Invocation in, BookingJson b) {
        String name = b.id() + "-" + NAMED_BY.format(in.now().atZone(in.caller().zone()));
        String machine = in.args().text("machine").map(m -> " " + m).orElse("");
        Block.Button take = new Block.Button(
                Texts.of("button.snapshot.as", name), "snapshot " + b.id() + machine + " as " + name, false);
        return in.wrong(Texts.of("snapshot.noas")).with(new Block.Buttons(List.of(take)));
    }

    private Answer take(Invocation in, BookingJson b, String name) {
        Optional<SharingJson> sharing = Designs.sharing(in);
        NewSnapshotJson wanted = new NewSnapshotJson(
                name,
                in.args().text("machine").orElse(null),
                in.args().has("power-off"),
                sharing.map(SharingJson::sharing).orElse(null),
                sharing.map(SharingJson::project).orElse(null));
        LaasClient client = server.client(in);
        return client.snapshot(b.id(), wanted)
                .then(s -> client.operation(s.operation()).map(o -> started(in, client, s, o)))
                .either(answer -> answer, error -> Problems.of(error, server.clock(in)));
    }

    private Answer started(Invocation in, LaasClient client, SnapshotJson s, OperationJson operation) {
        if (in.args().has("no-wait")) {
            return Reply.done(new Block.Text(Tone.PLAIN, Texts.of("snapshot.started", s.name())))
                    .with(Cards.progress(operation));
        }
        return Follow.operation(client, Subject.Kind.SNAPSHOT, s.booking(), operation, () -> server.clock(in));
    }
}
