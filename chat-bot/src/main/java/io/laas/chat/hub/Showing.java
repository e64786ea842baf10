package io.laas.chat.hub;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.LaasClient;
import io.laas.chat.command.Cards;
import io.laas.chat.command.Sight;
import io.laas.chat.command.Undecided;
import io.laas.chat.core.Block;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.BookingJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Looks up what a topic shows now, with the rights of whoever reads it. Thread-safe. */
final class Showing {
    private final LaasClient server;
    private final People people;
    private final ZoneId standard;
    private final InstantSource time;

    Showing(LaasClient server, People people, ZoneId standard, InstantSource time) {
        this.server = server;
        this.people = people;
        this.standard = standard;
        this.time = time;
    }

    Shown of(Topic topic) {
        Optional<String> reader = Optional.ofNullable(topic.reader());
        LaasClient client = reader.map(server::actingFor).orElse(server);
        ZoneId zone = reader.map(r -> people.zone(r, Optional::empty)).orElse(standard);
        Clock clock = new Clock(zone, time.instant(), true);
        return topic.subject() != null ? followed(topic, client, clock) : notice(topic.notice(), client, clock);
    }

    private static Shown followed(Topic topic, LaasClient client, Clock clock) {
        ApiResult<Sight> sight = Sight.of(topic.subject(), client, clock);
        return sight instanceof ApiResult.Failed<Sight> failed
                ? failed(failed, Texts.of("bot.unfollowed", topic.subject().booking()))
                : shown(((ApiResult.Ok<Sight>) sight).got());
    }

    private static Shown shown(Sight sight) {
        return new Shown.As(sight.reply(), !sight.over());
    }

    /** A refusal stays one: the link or the rights are gone. */
    private static Shown failed(ApiResult.Failed<?> failed, String text) {
        boolean definite = failed.status() >= 400 && failed.status() < 500 && failed.status() != 429;
        return definite
                ? new Shown.As(Reply.text(text), false)
                : new Shown.Unknown(failed.why().message());
    }

    private static Shown notice(Notice notice, LaasClient client, Clock clock) {
        if (notice.booking() == null) {
            return new Shown.As(LabNews.of(notice, clock), false);
        }
        ApiResult<BookingJson> found = client.booking(notice.booking());
        if (found instanceof ApiResult.Failed<BookingJson> failed) {
            boolean gone = failed.status() >= 400 && failed.status() < 500 && failed.status() != 429;
            return gone
                    ? new Shown.Pointless(failed.why().message())
                    : new Shown.Unknown(failed.why().message());
        }
        return about(notice, ((ApiResult.Ok<BookingJson>) found).got(), clock);
    }

    private static Shown about(Notice notice, BookingJson b, Clock clock) {
        return switch (notice.kind()) {
            case OFFERED -> offered(b, clock);
            case SHORTENING -> shortening(notice, b, clock);
            case APPROVAL -> approval(b, clock);
            case APPROVED -> approved(notice, b, clock);
            case REMINDER -> reminder(notice, b, clock);
            case IDLE -> idle(b, clock);
            case CHANGED -> changed(notice, b, clock);
            case ENDED -> ended(notice, b, clock);
            case JOINED ->
                over(b, Reply.text(Texts.of("notice.joined", b.id(), b.owner())).with(Cards.fields(b, clock)));
            case LEFT -> new Shown.As(Reply.text(Texts.of("notice.left", b.id(), b.owner())), false);
            case READY, OUTAGE_SET, OUTAGE_ENDED, SERIES_SET, SERIES_ENDED, QUARANTINED, LEAKS ->
                throw new IllegalStateException(notice.kind() + " is no news of a booking");
        };
    }

    private static Shown offered(BookingJson b, Clock clock) {
        Reply reply = new Reply(io.laas.chat.core.Outcome.DONE, List.of(Cards.headline(b, clock)));
        return b.offerUntil() == null
                ? new Shown.As(reply, false)
                : new Shown.As(reply.with(Cards.fields(b, clock), Cards.next(b)), true);
    }

    /** A booking that ends by then already, or is over, is asked nothing. */
    private static Shown shortening(Notice notice, BookingJson b, Clock clock) {
        Optional<Instant> earlier = instant(notice.data("earlier"));
        Optional<Instant> until = instant(notice.data("until"));
        boolean open = !Cards.isOver(b)
                && earlier.isPresent()
                && until.isPresent()
                && b.end().isAfter(earlier.get());
        if (!open) {
            return new Shown.As(Reply.done(Cards.headline(b, clock)), false);
        }
        String outage = notice.data("outage");
        String text = Texts.of(
                "notice.shortening", b.id(), b.pod(), clock.time(earlier.get()), outage, clock.time(until.get()));
        Block.Buttons buttons = new Block.Buttons(List.of(
                new Block.Button(Texts.of("button.agree"), "accept " + b.id() + " outage " + outage, false),
                new Block.Button(Texts.of("button.keeptime"), "pass " + b.id() + " outage " + outage, true)));
        return new Shown.As(
                why(notice, Reply.done(new Block.Text(Tone.WARNING, text))).with(buttons), true);
    }

    private static Shown approval(BookingJson b, Clock clock) {
        return b.state().equals("REQUESTED") && b.approval() != null
                ? new Shown.As(Undecided.ask(b, clock), true)
                : new Shown.As(Reply.done(Cards.headline(b, clock)), false);
    }

    private static Shown approved(Notice notice, BookingJson b, Clock clock) {
        Reply reply = Reply.done(new Block.Text(Tone.GOOD, Texts.of("notice.approved", b.id(), b.pod())));
        String remark = notice.data("remark");
        Reply said = remark.isBlank() ? reply : reply.with(new Block.Text(Tone.PLAIN, remark));
        return over(b, why(notice, said.with(Cards.headline(b, clock))));
    }

    private static Shown reminder(Notice notice, BookingJson b, Clock clock) {
        if (Cards.isOver(b)) {
            return new Shown.Pointless(b.id() + " is over");
        }
        boolean meant = instant(notice.data("end")).map(b.end()::equals).orElse(true);
        if (!meant) {
            return new Shown.As(
                    Reply.text(Texts.of("extend.ends", b.id(), clock.time(b.end()), clock.left(b.end()))), false);
        }
        String text = Texts.of("notice.reminder", b.id(), b.pod(), clock.left(b.end()), clock.time(b.end()));
        Block.Buttons buttons = new Block.Buttons(List.of(
                new Block.Button(Texts.of("button.extend"), "extend " + b.id() + " 1d", false),
                new Block.Button(Texts.of("button.further"), "extend " + b.id(), false),
                new Block.Button(Texts.of("button.release"), "release " + b.id(), true)));
        return new Shown.As(Reply.done(new Block.Text(Tone.WARNING, text), buttons), true);
    }

    /** Once the pod is used again, or kept, the message says so instead. */
    private static Shown idle(BookingJson b, Clock clock) {
        if (Cards.isOver(b)) {
            return new Shown.As(Reply.done(Cards.headline(b, clock)), false);
        }
        if (b.idleSince() == null) {
            return new Shown.As(Reply.text(Texts.of("notice.idle.over", b.id(), b.pod())), false);
        }
        String text =
                Texts.of("notice.idle", b.id(), b.pod(), clock.time(b.idleSince()), clock.time(b.reclaimableFrom()));
        Block.Buttons buttons = new Block.Buttons(List.of(
                new Block.Button(Texts.of("button.keep"), "keep " + b.id(), false),
                new Block.Button(Texts.of("button.release"), "release " + b.id(), true)));
        return new Shown.As(Reply.done(new Block.Text(Tone.WARNING, text), buttons), true);
    }

    private static Shown changed(Notice notice, BookingJson b, Clock clock) {
        if (Cards.isOver(b)) {
            return new Shown.Pointless(b.id() + " is over");
        }
        String text = Texts.of("notice.changed", b.id(), b.pod(), clock.until(b.start(), b.end()));
        return new Shown.As(why(notice, Reply.text(text)), false);
    }

    private static Shown ended(Notice notice, BookingJson b, Clock clock) {
        if (!Cards.isOver(b)) {
            return new Shown.Pointless(b.id() + " is not over");
        }
        return new Shown.As(why(notice, Reply.done(Cards.headline(b, clock))), false);
    }

    private static Reply why(Notice notice, Reply reply) {
        String reason = notice.data("reason");
        String by = notice.data("by");
        Reply more = reason.isBlank() ? reply : reply.with(new Block.Text(Tone.PLAIN, reason));
        return by.isBlank() ? more : more.with(new Block.Text(Tone.QUIET, Texts.of("notice.by", by)));
    }

    private static Shown over(BookingJson b, Reply reply) {
        return Cards.isOver(b) ? new Shown.Pointless(b.id() + " is over") : new Shown.As(reply, false);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
