package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The names offered for completion, remembered for a while so that typing does not wait for the server. Thread-safe. */
public final class NameSource {
    private static final Duration FRESH = Duration.ofSeconds(20);
    private static final int MOST = 2000;

    private final Server server;
    private final Map<Key, Names> remembered = new ConcurrentHashMap<>();

    public NameSource(Server server) {
        this.server = server;
    }

    private record Key(Caller caller, Kind kind, Optional<String> pod) {}

    private record Names(List<String> names, Instant at) {}

    /**
     * Returns the names that the caller may see.
     *
     * @param pod the pod named before, onto whose machines a config has to go; empty: none was
     */
    public List<String> names(Caller caller, Kind kind, Optional<String> pod) {
        Instant now = server.time().instant();
        if (remembered.size() > MOST) {
            remembered.values().removeIf(n -> !fresh(n, now));
        }
        return remembered
                .compute(
                        new Key(caller, kind, kind == Kind.CONFIG ? pod : Optional.empty()),
                        (key, old) -> old != null && fresh(old, now)
                                ? old
                                : new Names(ask(server.clients().apply(caller), key), now))
                .names();
    }

    private static boolean fresh(Names names, Instant now) {
        return now.isBefore(names.at().plus(FRESH));
    }

    private static List<String> ask(LaasClient client, Key wanted) {
        return switch (wanted.kind()) {
            case POD -> Known.pods(client);
            case CONFIG -> Known.configs(client, wanted.pod());
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
