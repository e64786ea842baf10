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
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.chat.time.Length;
import io.laas.chat.time.LengthText;
import io.laas.model.wire.WaitsJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Shows who used what for how long, how busy hosts were, and how long things take. */
final class StatsCommand implements Command {
    private static final int PERCENT = 100;
    private static final int MOST_ROWS = 20;
    private static final long MILLIS = 1000;
    private static final CommandModel MODEL = CommandModel.named("stats")
            .seldom()
            .choice("what", "users", "projects", "pods", "labs", "weeks", "hosts", "operations", "waits", "forecast")
            .word("for", Kind.LENGTH)
            .word("lab", Kind.LAB)
            .example("stats users")
            .example("stats projects for 12w")
            .example("stats weeks lab lab1")
            .example("stats forecast")
            .build();

    private final Server server;

    StatsCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    /** What is asked about; {@code from} null: what the server takes. */
    private record Span(Instant from, String lab) {}

    @Override
    public Answer run(Invocation in) {
        Optional<String> length = in.args().text("for");
        Optional<Length> read = length.flatMap(LengthText::read);
        return length.isPresent() && read.isEmpty()
                ? in.wrong(Texts.of("times.length", length.get()))
                : about(
                        in,
                        new Span(
                                read.map(l -> l.before(in.now(), in.caller().zone()))
                                        .orElse(null),
                                lab(in)));
    }

    private static String lab(Invocation in) {
        return in.args().text("lab").orElse(null);
    }

    private Answer about(Invocation in, Span span) {
        LaasClient client = server.client(in);
        Clock clock = server.clock(in);
        return switch (in.args().text("what").orElse("users")) {
            case "weeks" ->
                table(
                        clock,
                        client.weeks(in.caller().zone(), span.from(), null, span.lab()),
                        List.of("week", "made", "hours", "cores", "failed"),
                        w -> List.of(
                                clock.shortTime(w.start()),
                                String.valueOf(w.made()),
                                hours(w.hours()),
                                percent(w.cores()),
                                String.valueOf(w.failed())));
            case "hosts" ->
                table(
                        clock,
                        client.hostUse(span.from(), null, span.lab()),
                        List.of("host", "lab", "bookings", "cores", "memory"),
                        h -> List.of(
                                h.host(),
                                h.lab(),
                                String.valueOf(h.bookings()),
                                percent(h.cores()),
                                percent(h.memory())));
            case "operations" ->
                table(
                        clock,
                        client.operationTimes(span.from(), null, span.lab()),
                        List.of("operation", "count", "failed", "median", "ninetieth", "longest"),
                        o -> List.of(
                                o.kind().toLowerCase(Locale.ROOT),
                                String.valueOf(o.count()),
                                String.valueOf(o.failed()),
                                seconds(o.medianSeconds()),
                                seconds(o.ninetiethSeconds()),
                                seconds(o.longestSeconds())));
            case "waits" ->
                client.waits(span.from(), null, span.lab())
                        .either(StatsCommand::waits, error -> Problems.of(error, clock));
            case "forecast" ->
                table(
                        clock,
                        client.forecast(in.caller().zone(), span.lab()),
                        List.of("week", "booked", "expected", "cores", "expectedcores"),
                        f -> List.of(
                                clock.shortTime(f.start()),
                                hours(f.bookedHours()),
                                hours(f.expectedHours()),
                                percent(f.cores()),
                                percent(f.expectedCores())));
            case "projects" -> usage(client, clock, "PROJECT", span);
            case "pods" -> usage(client, clock, "POD", span);
            case "labs" -> usage(client, clock, "LAB", span);
            default -> usage(client, clock, "USER", span);
        };
    }

    private static Answer usage(LaasClient client, Clock clock, String by, Span span) {
        return table(
                clock,
                client.usage(by, span.from(), null, span.lab()),
                List.of(by.toLowerCase(Locale.ROOT), "bookings", "hours", "failed", "cancelled"),
                u -> List.of(
                        u.key().isEmpty() ? Texts.of("stats.nokey") : u.key(),
                        String.valueOf(u.bookings()),
                        hours(u.hours()),
                        String.valueOf(u.failed()),
                        String.valueOf(u.cancelled())));
    }

    private static <T> Answer table(
            Clock clock, ApiResult<List<T>> result, List<String> columns, Function<T, List<String>> row) {
        return result.either(rows -> table(rows, columns, row), error -> Problems.of(error, clock));
    }

    private static <T> Reply table(List<T> rows, List<String> columns, Function<T, List<String>> row) {
        if (rows.isEmpty()) {
            return Reply.text(Texts.of("stats.none"));
        }
        List<String> headers = columns.stream().map(c -> Texts.of("stats." + c)).toList();
        Reply reply = Reply.done(
                new Block.Table(headers, rows.stream().limit(MOST_ROWS).map(row).toList()));
        return rows.size() <= MOST_ROWS
                ? reply
                : reply.with(new Block.Text(Tone.PLAIN, Texts.of("list.more", MOST_ROWS)));
    }

    private static Reply waits(WaitsJson w) {
        return Reply.text(Texts.of("stats.made.all", w.made(), w.atOnce(), w.waited(), w.waiting(), w.gaveUp()))
                .with(new Block.Text(
                        Tone.PLAIN,
                        Texts.of(
                                "stats.waits",
                                seconds(w.medianSeconds()),
                                seconds(w.ninetiethSeconds()),
                                seconds(w.longestSeconds()))));
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, "%.1f h", hours);
    }

    private static String percent(double share) {
        return Math.round(share * PERCENT) + " %";
    }

    private static String seconds(double seconds) {
        return Clock.length(Duration.ofMillis(Math.round(seconds * MILLIS)));
    }
}
