package io.laas.web.standalone;

import io.laas.engine.EngineSettings;
import io.laas.web.auth.Look;
import io.laas.web.auth.RateLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the server is started.
 *
 * @param data directory of bookings and admin token
 * @param database another database than the file in that directory
 * @param address where to listen
 * @param limit how often one token may call
 * @param tick how often the engine looks what is due
 * @param lease how long the worker of a lab elsewhere may be silent, 10 s … 10 min
 * @param newAdminToken whether to make a further admin token
 * @param additions what labs and plugins add
 * @param guests what people without an account may look at through a chat
 */
record ServerSettings(
        Path data,
        Optional<EngineSettings.Database> database,
        Address address,
        RateLimit limit,
        Duration tick,
        Duration lease,
        boolean newAdminToken,
        Additions additions,
        Set<Look> guests) {
    private static final int MAX_PORT = 65_535;

    ServerSettings {
        if (tick.isNegative() || tick.isZero()) {
            throw new StartException("--tick must be 1 or more milliseconds, was " + tick.toMillis());
        }
        if (!EngineSettings.isLease(lease)) {
            throw new StartException("--lease must be 10 to 600 seconds, was " + lease.toSeconds());
        }
    }

    /** Where to listen; port 0 means any. */
    record Address(String bind, int port) {
        Address {
            if (port < 0 || port > MAX_PORT) {
                throw new StartException("--port must be 0 to 65535, was " + port);
            }
        }
    }

    static ServerSettings of(Path data) {
        return new ServerSettings(
                data,
                Optional.empty(),
                new Address("127.0.0.1", 0),
                RateLimit.DEFAULT,
                Duration.ofSeconds(1),
                EngineSettings.LEASE,
                false,
                Additions.NONE,
                Set.of());
    }

    ServerSettings withLimit(RateLimit newLimit) {
        return new ServerSettings(data, database, address, newLimit, tick, lease, newAdminToken, additions, guests);
    }

    ServerSettings withTick(Duration newTick) {
        return new ServerSettings(data, database, address, limit, newTick, lease, newAdminToken, additions, guests);
    }

    ServerSettings with(Additions newAdditions) {
        return new ServerSettings(data, database, address, limit, tick, lease, newAdminToken, newAdditions, guests);
    }

    ServerSettings withGuests(Set<Look> newGuests) {
        return new ServerSettings(data, database, address, limit, tick, lease, newAdminToken, additions, newGuests);
    }

    static Optional<EngineSettings.Database> database(String url, String user, String password) {
        return Optional.ofNullable(url)
                .map(u -> new EngineSettings.Database(u, user, password == null ? "" : password));
    }

    EngineSettings engine() {
        EngineSettings file = EngineSettings.inDirectory(data);
        return new EngineSettings(
                file.directory(),
                database,
                file.poolSize(),
                file.leakAge(),
                file.reconcileEvery(),
                file.probeEvery(),
                file.retryDelay(),
                lease,
                file.freeSpace());
    }
}
