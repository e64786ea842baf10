package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names offered for completion, remembered for a while so that typing does not wait for the server. Thread-safe. */
public final class NameSource {
    private static final Duration FRESH = Duration.ofSeconds(20);

    private final Server server;
    private final Map<Key, Names> remembered = new ConcurrentHashMap<>();

    public NameSource(Server server) {
        this.server = server;
    }

    private record Key(Caller caller, Kind kind) {}

    private record Names(List<String> names, Instant at) {}

    public List<String> names(Caller caller, Kind kind) {
        Instant now = server.time().instant();
        return remembered
                .compute(
                        new Key(caller, kind),
                        (key, old) -> old != null && now.isBefore(old.at().plus(FRESH))
                                ? old
                                : new Names(ask(server.clients().apply(caller), kind), now))
                .names();
    }

    private static List<String> ask(LaasClient client, Kind kind) {
        return switch (kind) {
            case POD -> Known.pods(client);
            case CONFIG -> Known.configs(client);
            case LAB -> Known.labs(client);
            case HOST -> Known.hosts(client);
            case VPOD -> Known.vpods(client);
            case BOOKING -> Known.bookings(client);
            case OUTAGE -> Known.outages(client);
            case INSTALLER -> Known.installers(client);
            default -> List.of();
        };
    }
}
