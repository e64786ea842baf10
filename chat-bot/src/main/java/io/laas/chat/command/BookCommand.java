package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Args;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Form;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Live;
import io.laas.chat.core.Nearest;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.NewBookingJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Books a pod and follows it until it is handed over. */
final class BookCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("book")
            .requiredPlace("pod", Kind.POD)
            .place("purpose", Kind.TEXT)
            .word("for", Kind.LENGTH)
            .word("from", Kind.TIME)
            .word("until", Kind.TIME)
            .word("config", Kind.CONFIG)
            .word("with", Kind.USERS)
            .word("lab", Kind.LAB)
            .word("vpod", Kind.VPOD)
            .word("project", Kind.TEXT)
            .word("owner", Kind.TEXT)
            .word("times", Kind.TEXT)
            .word("also", Kind.POD)
            .word("answers", Kind.SENTENCE)
            .flag("queue")
            .flag("no-wait")
            .example("book pharos-virtual for 3d")
            .example("book pharos-virtual for 3d config hello \"nfv tests\" with @bob")
            .example("book pharos-virtual for 3d answers ticket=NFV-7 cost-centre=4711")
            .example("book pharos-virtual from tomorrow 9:00 until friday 18:00 --no-wait")
            .example("book pharos-virtual times 2 also small-pod for 1d --queue")
            .changes()
            .build();

    private final Server server;

    BookCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Optional<Form> form() {
        List<Form.Input> inputs = List.of(
                input("pod", Kind.POD, true, ""),
                input("for", Kind.LENGTH, false, "1d"),
                input("config", Kind.CONFIG, false, ""),
                input("purpose", Kind.TEXT, false, ""),
                input("with", Kind.USERS, false, ""),
                input("project", Kind.TEXT, false, ""),
                input("from", Kind.TIME, false, ""));
        return Optional.of(new Form(MODEL.name(), Texts.of("form.book"), inputs));
    }

    private static Form.Input input(String param, Kind kind, boolean required, String initial) {
        String label = "form.book." + param;
        String hint = Texts.of(label + ".hint");
        return new Form.Input(param, kind, Texts.of(label), hint, required, initial, List.of());
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> unclear = Pairs.unclear(in.args().text("answers"));
        if (unclear.isPresent()) {
            return in.wrong(Texts.of("install.novalue", unclear.get()));
        }
        Times times = Times.of(in, "until");
        if (times.problem() != null) {
            return in.wrong(times.problem());
        }
        LaasClient client = server.client(in);
        if (Together.wanted(in.args())) {
            return Together.book(server, in, request(in.args(), times));
        }
        return client.book(request(in.args(), times), in.id())
                .either(b -> booked(in, client, b), error -> refused(in, client, error));
    }

    private static NewBookingJson request(Args args, Times times) {
        return new NewBookingJson(
                args.text("lab").orElse(null),
                args.text("pod").orElseThrow(),
                args.text("config").orElse(null),
                args.text("vpod").orElse(null),
                args.text("owner").map(BookCommand::user).orElse(null),
                args.all("with").stream().map(BookCommand::user).toList(),
                args.text("purpose").orElse(null),
                args.text("project").orElse(null),
                times.start(),
                times.length() == null ? null : times.length().toString(),
                times.end(),
                args.has("queue"),
                null,
                null,
                Pairs.of(args.text("answers")));
    }

    private static String user(String name) {
        return name.startsWith("@") ? name.substring(1) : name;
    }

    private Answer booked(Invocation in, LaasClient client, BookingJson b) {
        boolean later =
                b.state().equals("SCHEDULED") && b.start().isAfter(server.time().instant());
        boolean follow = !in.args().has("no-wait")
                && !later
                && !Cards.isOver(b)
                && !b.state().equals("WAITING");
        Optional<Block> noKey = noKey(client);
        if (!follow) {
            Reply reply = Sight.settled(b, server.clock(in));
            return noKey.map(reply::with).orElse(reply);
        }
        Live live = Follow.handOver(client, b, () -> server.clock(in));
        return noKey.map(live::with).orElse(live);
    }

    private static Optional<Block> noKey(LaasClient client) {
        return client.keys()
                .value()
                .filter(List::isEmpty)
                .map(none -> new Block.Text(Tone.WARNING, Texts.of("book.nokey")));
    }

    private Reply refused(Invocation in, LaasClient client, ErrorJson error) {
        List<String> hints = new ArrayList<>();
        String pod = in.args().text("pod").orElse("");
        switch (error.code()) {
            case "UNKNOWN_POD" -> near(error, pod, Known.pods(client), hints, "pods");
            case "UNKNOWN_CONFIG" -> {
                List<String> fitting = Known.configs(client, Optional.of(pod));
                near(error, in.args().text("config").orElse(""), fitting, hints, "configs");
            }
            case "UNKNOWN_LAB" -> near(error, in.args().text("lab").orElse(""), Known.labs(client), hints, "labs");
            case "POD_TAKEN" -> {
                Problems.nextFree(error)
                        .ifPresent(n -> hints.add(Texts.of(
                                "book.then",
                                pod,
                                n,
                                Optional.ofNullable(length(in)).orElse(""))));
                hints.add(Texts.of("book.queue", pod));
            }
            default -> hints.addAll(List.of());
        }
        return Problems.of(error, server.clock(in), hints.toArray(String[]::new));
    }

    private static String length(Invocation in) {
        return in.args().text("for").map(l -> " for " + l).orElse(null);
    }

    private static void near(ErrorJson error, String wanted, List<String> known, List<String> hints, String what) {
        Nearest.to(wanted, known).ifPresent(n -> hints.add(Texts.of("usage.meant", n)));
        if (!known.isEmpty() && known.stream().noneMatch(error.message()::contains)) {
            hints.add(Texts.of("known." + what, String.join(", ", known)));
        }
    }
}
