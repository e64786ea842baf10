package io.laas.chat.hub;

import io.laas.chat.core.Block;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What a lab's channel is told about hosts and vpods. */
final class LabNews {
    private LabNews() {}

    static Reply of(Notice notice, Clock clock) {
        Reply reply = Reply.done(new Block.Text(tone(notice), text(notice, clock)));
        String reason = notice.data("reason");
        return reason.isBlank() ? reply : reply.with(new Block.Text(Tone.PLAIN, reason));
    }

    private static Tone tone(Notice notice) {
        boolean good = notice.kind() == Notice.Kind.OUTAGE_ENDED || notice.kind() == Notice.Kind.SERIES_ENDED;
        return good ? Tone.GOOD : Tone.WARNING;
    }

    private static String text(Notice notice, Clock clock) {
        return switch (notice.kind()) {
            case OUTAGE_SET ->
                Texts.of("notice.outage", notice.data("outage"), where(notice), span(notice, clock)) + hits(notice);
            case OUTAGE_ENDED -> ended(notice, clock);
            case SERIES_SET ->
                Texts.of(
                        "notice.series",
                        notice.data("series"),
                        where(notice),
                        notice.data("repeat"),
                        span(notice, clock));
            case SERIES_ENDED -> Texts.of("notice.series.ended", notice.data("series"), where(notice));
            case QUARANTINED -> Texts.of("notice.quarantined", notice.data("vpod"));
            case LEAKS -> Texts.of("notice.leaks", notice.data("leaks"), notice.data("host"));
            default -> throw new IllegalStateException(notice.kind() + " is no news of a lab");
        };
    }

    private static String ended(Notice notice, Clock clock) {
        if (notice.data("withdrawn").isBlank()) {
            return Texts.of("notice.outage.ended", notice.data("outage"), where(notice));
        }
        String why = notice.data("because");
        return Texts.of("notice.outage.withdrawn", notice.data("outage"), where(notice), span(notice, clock))
                + (why.isBlank() ? "" : Texts.of("notice.outage.because", why));
    }

    private static String where(Notice notice) {
        String host = notice.data("host");
        return host.isBlank() ? notice.data("lab") : notice.data("lab") + ", host " + host;
    }

    private static String span(Notice notice, Clock clock) {
        Optional<Instant> start = Showing.instant(notice.data("start"));
        Optional<Instant> end = Showing.instant(notice.data("end"));
        return start.isEmpty() || end.isEmpty()
                ? ""
                : Texts.of("notice.from", clock.time(start.get()), clock.until(start.get(), end.get()));
    }

    private static String hits(Notice notice) {
        String hits = notice.data("hits");
        return hits.isBlank() || hits.equals("0") ? "" : Texts.of("notice.outage.hits", hits);
    }
}
