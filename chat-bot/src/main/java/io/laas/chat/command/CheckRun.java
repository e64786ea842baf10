package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Subject;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.operation.MachineAccess;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import java.util.List;

/** Has the server look whether every machine of a booking answers, and shows each with its sign. */
final class CheckRun {
    private CheckRun() {}

    static Answer on(Server server, Invocation in, BookingJson b, Subject.Kind kind) {
        LaasClient client = server.client(in);
        return client.check(b.id())
                .either(
                        o -> Follow.operation(client, kind, b.id(), o, () -> server.clock(in)),
                        error -> Problems.of(error, server.clock(in)));
    }

    /** A check succeeds only if every machine answered on all its networks. */
    static Reply good(BookingJson b, OperationJson operation, String doneKey) {
        List<MachineAccess> machines =
                b.access() == null ? List.of() : b.access().machines();
        List<Block.Step> steps = machines.stream()
                .map(m -> new Block.Step(m.name(), Mark.GOOD, 100, AccessCommand.addresses(m)))
                .toList();
        Block.Progress shown = steps.isEmpty()
                ? Cards.progress(operation)
                : new Block.Progress(Texts.of("operation.check"), Mark.GOOD, 100, steps);
        return Reply.done(shown, new Block.Text(Tone.GOOD, Texts.of(doneKey, b.id(), machines.size())));
    }
}
