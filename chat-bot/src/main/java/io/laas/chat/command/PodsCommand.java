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
import io.laas.chat.time.Clock;
import io.laas.model.wire.AvailabilityJson;
import io.laas.model.wire.PodJson;
import java.util.List;
import java.util.Optional;

/** Shows what can be booked: free now, or from when. */
final class PodsCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("pods")
            .word("for", Kind.LENGTH)
            .word("from", Kind.TIME)
            .word("lab", Kind.LAB)
            .example("pods")
            .example("pods for 3d")
            .example("pods from monday 9:00 for 2d")
            .build();

    private final Server server;

    PodsCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Times times = Times.of(in, "until");
        if (times.problem() != null) {
            return in.wrong(times.problem());
        }
        Clock clock = server.clock(in);
        LaasClient client = server.client(in);
        return client.pods(in.args().text("lab").orElse(null))
                .either(pods -> table(client, pods, times, clock), error -> Problems.of(error, clock));
    }

    private static Reply table(LaasClient client, List<PodJson> pods, Times times, Clock clock) {
        if (pods.isEmpty()) {
            return Reply.text(Texts.of("pods.none"));
        }
        List<String> headers = List.of(
                Texts.of("column.pod"),
                Texts.of("column.lab"),
                Texts.of("column.free"),
                Texts.of("column.size"),
                Texts.of("column.what"));
        List<List<String>> rows = pods.stream()
                .map(p -> List.of(p.pod().id().value(), p.lab(), free(client, p, times, clock), size(p), what(p)))
                .toList();
        Block.Table table = new Block.Table(headers, rows);
        return pods.stream()
                .filter(p -> !p.closed())
                .findFirst()
                .map(p -> Reply.done(table, book(p.pod().id().value())))
                .orElseGet(() -> Reply.done(table));
    }

    private static Block.Buttons book(String pod) {
        return new Block.Buttons(List.of(new Block.Button(Texts.of("button.book"), "book " + pod + " for 1d", false)));
    }

    private static String what(PodJson p) {
        String description = p.pod().description();
        return p.made() == null
                ? description
                : (description + " " + Texts.of("pods.owner", p.made().owner())).strip();
    }

    private static String size(PodJson p) {
        long memory = Math.round(p.demand().memoryMiB() / 1024.0);
        return Texts.of("pods.size", p.pod().nodes().size(), p.demand().cores(), memory);
    }

    private static String free(LaasClient client, PodJson p, Times times, Clock clock) {
        if (p.closed()) {
            return Texts.of("pods.closed");
        }
        boolean asked = times.start() != null || times.length() != null;
        if (!asked && p.freeNow()) {
            return Texts.of("pods.now");
        }
        Optional<AvailabilityJson> when = client.availability(p.pod().id().value(), times.start(), times.length())
                .value();
        return when.map(a -> said(a, times, clock)).orElseGet(() -> Texts.of("pods.unknown"));
    }

    private static String said(AvailabilityJson a, Times times, Clock clock) {
        if (a.free()) {
            return times.start() == null ? Texts.of("pods.now") : Texts.of("pods.then");
        }
        if (a.start() == null) {
            return Texts.of("pods.never", a.conflicts() == null ? "" : String.join(" ", a.conflicts()))
                    .strip();
        }
        return Texts.of("pods.from", clock.time(a.start()));
    }
}
