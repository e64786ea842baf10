package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.chat.time.Length;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.NewOutageSeriesJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.OutageSeriesJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Outages that repeat: sets them after the question, lists and ends them. */
final class RepeatedOutage {
    private static final Map<String, String> RULES =
            Map.of("day", "FREQ=DAILY", "week", "FREQ=WEEKLY", "month", "FREQ=MONTHLY", "year", "FREQ=YEARLY");

    /** How many of the times that hit something are told in the question. */
    private static final int TOLD = 5;

    private final Server server;

    RepeatedOutage(Server server) {
        this.server = server;
    }

    static boolean isSeries(String id) {
        return id.toLowerCase(Locale.ROOT).startsWith("r-");
    }

    /**
     * Sets the outage again and again.
     *
     * @param first the first time
     * @param every day, week, month, year, or a rule of RFC 5545
     * @param answers how long before each time holders who are asked must have answered; empty: they are not asked
     */
    Answer set(Invocation in, NewOutageJson first, String every, Optional<Length> answers) {
        if (first.kind().equals("EMERGENCY")) {
            return in.wrong(Texts.of("outage.series.emergency"));
        }
        String rule = RULES.getOrDefault(every.toLowerCase(Locale.ROOT), every);
        if (!rule.contains("=")) {
            return in.wrong(Texts.of("outage.series.every", every));
        }
        NewOutageSeriesJson series = new NewOutageSeriesJson(
                first.lab(),
                first.host(),
                first.start(),
                first.end(),
                rule,
                first.reason(),
                answers.map(b -> b.elapsed().toString()).orElse(null));
        return in.args().has("yes") ? send(in, series) : preview(in, first, series);
    }

    private Reply preview(Invocation in, NewOutageJson first, NewOutageSeriesJson series) {
        Clock clock = server.clock(in);
        return server.client(in)
                .previewOutages(series)
                .either(told -> ask(in, first, told, clock), error -> Problems.of(error, clock));
    }

    private static Reply ask(Invocation in, NewOutageJson first, OutageSeriesJson told, Clock clock) {
        List<OutageJson> hitting =
                told.coming().stream().filter(o -> !o.hits().isEmpty()).toList();
        List<String> details = new ArrayList<>();
        details.add(Texts.of("outage.series.coming", told.coming().size(), told.zone(), hitting.size()));
        hitting.stream().limit(TOLD).forEach(o -> {
            details.add(Texts.of("outage.series.hits", clock.time(o.start()), String.join(", ", o.hits())));
            details.addAll(OutageCommand.fates(o, first, clock));
        });
        String when = clock.time(told.start()) + " " + clock.until(told.start(), told.end());
        return Reply.ask(new Block.Confirm(
                Texts.of("outage.series.ask", OutageCommand.where(told.lab(), told.host()), when, told.repeat()),
                details,
                Texts.of("button.outage"),
                OutageCommand.line(in, first, hitting.stream().anyMatch(OutageCommand::isOver))));
    }

    private Reply send(Invocation in, NewOutageSeriesJson series) {
        Clock clock = server.clock(in);
        return server.client(in)
                .setOutages(series, in.args().has("force"))
                .either(
                        set -> Reply.done(new Block.Text(
                                Tone.GOOD,
                                Texts.of(
                                        "outage.series.set",
                                        set.id(),
                                        OutageCommand.where(set.lab(), set.host()),
                                        set.repeat(),
                                        set.coming().size()))),
                        error -> Problems.of(error, clock));
    }

    Answer list(Invocation in) {
        Clock clock = server.clock(in);
        return server.client(in).outageSeries().either(all -> table(all, clock), error -> Problems.of(error, clock));
    }

    private static Reply table(List<OutageSeriesJson> all, Clock clock) {
        if (all.isEmpty()) {
            return Reply.text(Texts.of("outage.series.none"));
        }
        List<String> headers = List.of(
                Texts.of("column.outage"),
                Texts.of("column.where"),
                Texts.of("column.repeat"),
                Texts.of("column.next"),
                Texts.of("column.reason"));
        return Reply.done(new Block.Table(
                headers,
                all.stream()
                        .map(s -> List.of(
                                s.id(),
                                OutageCommand.where(s.lab(), s.host()),
                                s.repeat(),
                                s.coming().isEmpty()
                                        ? ""
                                        : clock.shortTime(s.coming().get(0).start()),
                                s.reason()))
                        .toList()));
    }

    Answer end(Invocation in, String id) {
        return server.client(in)
                .endOutages(id)
                .either(
                        s -> Reply.done(new Block.Text(Tone.GOOD, Texts.of("outage.series.ended", id))),
                        error -> Problems.of(error, server.clock(in)));
    }
}
