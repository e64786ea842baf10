package io.laas.engine;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.engine.booking.BookingView;
import io.laas.engine.vpod.Vpod;
import io.laas.model.UserId;
import io.laas.model.booking.Booking;
import io.laas.model.event.Event;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a store tells through its engine, one line for each fact: the same before and after it was brought to another version. */
final class StoreFacts {
    private static final int ALL = 500;

    private StoreFacts() {}

    static List<String> of(Engine engine, Caller... people) {
        return Stream.of(
                        Stream.of("controller " + engine.controller()),
                        Stream.of(people).flatMap(p -> account(engine, p.user())),
                        engine.accounts().tokens(Bench.ADMIN).stream()
                                .map(t -> "token %s of %s %s %s"
                                        .formatted(t.id(), t.user(), t.name(), new TreeSet<>(t.rights()))),
                        engine.vpods().list().stream().map(StoreFacts::line),
                        engine.outages().list().stream()
                                .map(o -> "outage %s of %s from %s to %s %s: %s"
                                        .formatted(
                                                o.id(),
                                                o.lab(),
                                                o.slot().start(),
                                                o.slot().end(),
                                                o.kind(),
                                                o.reason())),
                        bookings(engine),
                        engine.events().after(0, ALL).stream().map(StoreFacts::line))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<String> account(Engine engine, UserId user) {
        String zone = engine.accounts().account(user).zone().toString();
        return Stream.concat(
                Stream.of("account %s %s".formatted(user, zone)),
                engine.accounts().keys(user).stream()
                        .map(k -> "key %s of %s %s"
                                .formatted(k.id(), user, k.key().line())));
    }

    private static String line(Vpod v) {
        return "vpod %s %s %s on %s".formatted(v.id(), v.kind(), v.state(), v.host());
    }

    private static Stream<String> bookings(Engine engine) {
        return engine.bookings().list(BookingFilter.all(ALL), Bench.ADMIN).items().stream()
                .map(BookingView::booking)
                .sorted(Comparator.comparing(b -> b.id().number()))
                .map(StoreFacts::line);
    }

    private static String line(Booking b) {
        return "booking %s %s %s %s of %s with %s, %s to %s, on %s, %d extensions, %s, %s, revision %d"
                .formatted(
                        b.id(),
                        b.state(),
                        b.pod(),
                        b.config(),
                        b.owner(),
                        new TreeSet<>(
                                b.collaborators().stream().map(UserId::value).toList()),
                        b.slot().start(),
                        b.slot().end(),
                        b.vpod(),
                        b.extensions(),
                        b.reason(),
                        b.purpose(),
                        b.revision());
    }

    private static String line(Event e) {
        return "event %d %s %s by %s through %s about %s %s %s"
                .formatted(
                        e.sequence(),
                        e.at(),
                        e.type(),
                        e.actor().user(),
                        e.actor().channel(),
                        e.booking(),
                        e.vpod(),
                        new TreeMap<>(e.data()));
    }
}
