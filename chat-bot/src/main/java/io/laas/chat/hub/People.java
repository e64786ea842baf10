package io.laas.chat.hub;

import io.laas.chat.client.LaasClient;
import io.laas.model.wire.LinkJson;
import io.laas.model.wire.MeJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Which chat accounts belong to which users, and their time zones; remembered for a while. Thread-safe. */
final class People {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final LaasClient server;
    private final ZoneId standard;
    private final InstantSource clock;
    private final Map<String, Zone> zones = new ConcurrentHashMap<>();
    private volatile Links links = new Links(List.of(), Instant.MIN);

    People(LaasClient server, ZoneId standard, InstantSource clock) {
        this.server = server;
        this.standard = standard;
        this.clock = clock;
    }

    private record Zone(ZoneId zone, Instant at) {}

    private record Links(List<LinkJson> links, Instant at) {}

    /** Returns the identities of a user; empty if the server cannot be asked. */
    Optional<List<String>> identities(String user) {
        return links().map(all -> all.stream()
                .filter(l -> user.equals(l.user()))
                .map(LinkJson::identity)
                .toList());
    }

    /** Returns the user an identity is linked to. */
    Optional<String> user(String identity) {
        return links().orElse(List.of()).stream()
                .filter(l -> identity.equals(l.identity()))
                .map(LinkJson::user)
                .findFirst();
    }

    private Optional<List<LinkJson>> links() {
        Links known = links;
        if (clock.instant().isBefore(known.at().plus(FRESH))) {
            return Optional.of(known.links());
        }
        Optional<List<LinkJson>> now = server.links().value();
        now.ifPresent(l -> links = new Links(List.copyOf(l), clock.instant()));
        return now;
    }

    /** Asks anew next time. */
    void forgetLinks() {
        links = new Links(List.of(), Instant.MIN);
        zones.clear();
    }

    /**
     * Returns in which zone somebody reads and writes times: the one set at the server, else the platform's, else the bot's.
     *
     * @param told by the platform; asked only if the server tells none
     */
    ZoneId zone(String identity, Supplier<Optional<String>> told) {
        Instant now = clock.instant();
        Zone known = zones.get(identity);
        if (known != null && now.isBefore(known.at().plus(FRESH))) {
            return known.zone();
        }
        Optional<MeJson> me = server.actingFor(identity).me().value();
        ZoneId zone = me.map(MeJson::zone)
                .flatMap(People::read)
                .or(() -> told.get().flatMap(People::read))
                .orElse(standard);
        if (me.isPresent()) {
            zones.put(identity, new Zone(zone, now));
        }
        return zone;
    }

    void zoneChanged(String identity, ZoneId zone) {
        zones.put(identity, new Zone(zone, clock.instant()));
    }

    private static Optional<ZoneId> read(String zone) {
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
