package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Args;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.core.Words;
import io.laas.chat.time.Clock;
import io.laas.chat.time.Length;
import io.laas.chat.time.LengthText;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.OutageJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes a lab or a host out of service for a time, shows and ends outages. Asks before, with the bookings that are hit. */
final class OutageCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("outage")
            .seldom()
            .place("lab", Kind.LAB)
            .place("outage", Kind.OUTAGE)
            .word("host", Kind.HOST)
            .word("from", Kind.TIME)
            .word("to", Kind.TIME)
            .word("for", Kind.LENGTH)
            .word("every", Kind.TEXT)
            .word("answers", Kind.LENGTH)
            .word("reason", Kind.SENTENCE)
            .flag("emergency")
            .flag("force")
            .flag("yes")
            .example("outage lab1 from friday 18:00 to sat 8:00 reason disk swap")
            .example("outage lab1 host h2 for 4h reason new kernel --yes")
            .example("outage lab1 from sat 22:00 for 4h every week reason patches")
            .example("outage lab1 from sat 22:00 for 4h every week answers 1d reason patches")
            .example("outage list")
            .example("outage end x-3")
            .example("outage series")
            .example("outage end r-2")
            .changes()
            .build();

    private final Server server;
    private final RepeatedOutage repeated;

    OutageCommand(Server server) {
        this.server = server;
        this.repeated = new RepeatedOutage(server);
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        String first = in.args().text("lab").orElse("list");
        Optional<String> id = in.args().text("outage");
        if (first.equals("list")) {
            Clock clock = server.clock(in);
            return server.client(in).outages().either(list -> table(list, clock), error -> Problems.of(error, clock));
        }
        if (first.equals("series")) {
            return repeated.list(in);
        }
        if (first.equals("end")) {
            return id.map(i -> end(in, i)).orElseGet(() -> in.wrong(Texts.of("outage.whichend")));
        }
        return id.<Answer>map(extra -> in.wrong(Texts.of("outage.extra", extra)))
                .orElseGet(() -> set(in, first));
    }

    private static Reply table(List<OutageJson> list, Clock clock) {
        if (list.isEmpty()) {
            return Reply.text(Texts.of("outage.none"));
        }
        List<String> headers = List.of(
                Texts.of("column.outage"),
                Texts.of("column.where"),
                Texts.of("column.start"),
                Texts.of("column.end"),
                Texts.of("column.reason"));
        List<List<String>> rows = list.stream()
                .map(o -> List.of(
                        o.id(),
                        where(o.lab(), o.host()),
                        clock.shortTime(o.start()),
                        clock.shortTime(o.end()),
                        o.reason() == null ? "" : o.reason()))
                .toList();
        return Reply.done(new Block.Table(headers, rows));
    }

    static String where(String lab, String host) {
        return host == null ? lab : lab + "/" + host;
    }

    private Answer end(Invocation in, String id) {
        if (RepeatedOutage.isSeries(id)) {
            return repeated.end(in, id);
        }
        return server.client(in)
                .endOutage(id)
                .either(
                        o -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("outage.ended", id))),
                        error -> Problems.of(error, server.clock(in)));
    }

    private Answer set(Invocation in, String lab) {
        Times times = Times.of(in, "to");
        if (times.problem() != null) {
            return in.wrong(times.problem());
        }
        if (times.end() == null && times.length() == null) {
            return in.wrong(Texts.of("outage.noend"));
        }
        NewOutageJson outage = outage(in, lab, times);
        Optional<String> answers = in.args().text("answers");
        Optional<Length> before = answers.flatMap(LengthText::read);
        if (answers.isPresent() && before.isEmpty()) {
            return in.wrong(Texts.of("times.length", answers.get()));
        }
        Optional<String> every = in.args().text("every");
        if (every.isPresent()) {
            return repeated.set(in, outage, every.get(), before);
        }
        Instant begins = outage.start() == null ? in.now() : outage.start();
        Instant until = before.map(b -> b.before(begins, in.caller().zone())).orElse(null);
        return in.args().has("yes") ? send(in, outage, until) : preview(in, outage, until);
    }

    private static NewOutageJson outage(Invocation in, String lab, Times times) {
        Args args = in.args();
        Instant from = times.start() == null ? in.now() : times.start();
        return new NewOutageJson(
                lab,
                args.text("host").orElse(null),
                times.start(),
                times.end() == null ? from.plus(times.length()) : times.end(),
                args.has("emergency") ? "EMERGENCY" : "PLANNED",
                args.text("reason").orElse(null));
    }

    private Reply preview(Invocation in, NewOutageJson outage, Instant askUntil) {
        Clock clock = server.clock(in);
        return server.client(in)
                .previewOutage(outage, askUntil)
                .either(o -> ask(in, outage, o, clock), error -> Problems.of(error, clock));
    }

    private static Reply ask(Invocation in, NewOutageJson outage, OutageJson preview, Clock clock) {
        List<String> hits = preview.hits() == null ? List.of() : preview.hits();
        List<String> details = new ArrayList<>();
        details.add(
                hits.isEmpty()
                        ? Texts.of("outage.nohits")
                        : Texts.of("outage.hits", hits.size(), String.join(", ", hits)));
        if (!hits.isEmpty()) {
            details.addAll(fates(preview, outage, clock));
        }
        String when = clock.time(preview.start()) + " " + clock.until(preview.start(), preview.end());
        return Reply.ask(new Block.Confirm(
                Texts.of("outage.ask", where(outage.lab(), outage.host()), when),
                details,
                Texts.of("button.outage"),
                line(in, outage, isOver(preview))));
    }

    static List<String> fates(OutageJson preview, NewOutageJson outage, Clock clock) {
        if (preview.effects() == null) {
            return List.of(Texts.of("outage.fate." + outage.kind().toLowerCase(Locale.ROOT)));
        }
        return preview.effects().stream()
                .map(e -> Texts.of(
                        "outage.effect." + e.fate().toLowerCase(Locale.ROOT),
                        e.booking(),
                        e.owner(),
                        clock.time(e.end()),
                        String.valueOf(e.vpod())))
                .toList();
    }

    /** Whether it hits bookings whose holders are not asked. */
    static boolean isOver(OutageJson preview) {
        if (preview.effects() == null) {
            return preview.hits() != null && !preview.hits().isEmpty();
        }
        return preview.effects().stream().anyMatch(e -> !e.fate().equals("ASKED"));
    }

    /** The same again with absolute times, so that the answer does not depend on when it is given. */
    static String line(Invocation in, NewOutageJson o, boolean force) {
        return "outage " + o.lab() + word(in, "every") + word(in, "answers")
                + (o.host() == null ? "" : " host " + o.host())
                + (o.start() == null ? "" : " from " + o.start())
                + " to " + o.end()
                + (o.kind().equals("EMERGENCY") ? " --emergency" : "")
                + (force ? " --force" : "")
                + " --yes"
                + (o.reason() == null ? "" : " reason " + Words.quoted(o.reason()));
    }

    private static String word(Invocation in, String name) {
        return in.args().text(name).map(t -> " " + name + " " + Words.quoted(t)).orElse("");
    }

    private Reply send(Invocation in, NewOutageJson outage, Instant askUntil) {
        Clock clock = server.clock(in);
        return server.client(in)
                .setOutage(outage, askUntil, in.args().has("force"))
                .either(
                        o -> Reply.done(new Block.Text(
                                Tone.GOOD,
                                Texts.of(
                                        "outage.set",
                                        o.id(),
                                        where(o.lab(), o.host()),
                                        clock.time(o.start()),
                                        clock.until(o.start(), o.end())))),
                        error -> Problems.of(error, clock));
    }
}
