package io.laas.engine.store;

import com.zaxxer.hikari.HikariDataSource;
import io.laas.engine.EngineSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of one controller. Every change is one transaction, done again from the start when another one is in its way, and
 * on the disk when {@link #write} returns. Once closed it stays so: reads and writes that come later fail. Thread-safe.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int TRIES = 20;
    private static final int PAUSE_MILLIS = 8;
    private static final int PATIENCE_SECONDS = 10;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final InstantSource clock;
    private final AutoCloseable hold;
    private final Optional<SpaceGuard> space;
    private final Optional<GroupSync> sync;
    private final ReadWriteLock wholeTransactions = new ReentrantReadWriteLock();
    private final Closing closing = new Closing();
    private volatile Runnable onEvents = () -> {};

    private Store(HikariDataSource pool, InstantSource clock, AutoCloseable hold, Optional<SpaceGuard> space) {
        this.pool = pool;
        this.clock = clock;
        this.hold = hold;
        this.space = space;
        this.jdbi = Jdbi.create(pool);
        jdbi.registerArgument(new InstantArgument());
        this.sync = isH2File() ? Optional.of(new GroupSync(this::syncNow)) : Optional.empty();
    }

    /**
     * Opens and migrates the database.
     *
     * @throws StoreException if it cannot be opened, cannot be migrated, or another process has it; nothing is made instead
     */
    public static Store open(EngineSettings settings, InstantSource clock) {
        AutoCloseable hold = Hold.take(settings, clock.instant());
        HikariDataSource pool = null;
        try {
            pool = Database.pool(settings);
            Database.migrate(pool);
            Database.countOn(pool);
            return new Store(pool, clock, hold, settings.directory().map(d -> new SpaceGuard(d, settings.freeSpace())));
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            Hold.release(hold);
            throw e;
        }
    }

    /** Sets what is called after each commit that wrote events. */
    public void onEvents(Runnable listener) {
        onEvents = listener;
    }

    /** Gives access for statistics of statements. */
    public Jdbi jdbi() {
        return jdbi;
    }

    public <T> T read(Function<Tx, T> work) {
        try {
            return once(work);
        } catch (JdbiException e) {
            if (SqlTrouble.of(e) != SqlTrouble.CLOSED) {
                throw failure("read", e);
            }
            reopen();
            return readAgain(work);
        }
    }

    private <T> T readAgain(Function<Tx, T> work) {
        try {
            return once(work);
        } catch (JdbiException e) {
            throw failure("read", e);
        }
    }

    private <T> T once(Function<Tx, T> work) {
        return closing.whileOpen(() -> jdbi.withHandle(
                handle -> work.apply(new Tx(handle, clock.instant().truncatedTo(ChronoUnit.MILLIS)))));
    }

    /**
     * Does the work in a transaction. It may be called several times, so it changes nothing but the database.
     *
     * @throws StoreException if it could not be written; then nothing of it is
     */
    public <T> T write(Function<Tx, T> work) {
        space.ifPresent(SpaceGuard::check);
        RuntimeException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return commit(work);
            } catch (JdbiException | StaleException e) {
                last = e;
                if (SqlTrouble.of(e) != SqlTrouble.RETRY) {
                    break;
                }
                pause(i);
            }
        }
        if (SqlTrouble.of(last) == SqlTrouble.CLOSED) {
            reopen();
        }
        throw failure("written", last);
    }

    private <T> T commit(Function<Tx, T> work) {
        Tx[] used = new Tx[1];
        T result = closing.whileOpen(() -> durably(work, used));
        if (!used[0].events().isEmpty()) {
            quietly(onEvents);
        }
        used[0].actions().forEach(this::quietly);
        return result;
    }

    private <T> T durably(Function<Tx, T> work, Tx[] used) {
        T result = inTransaction(handle -> {
            Tx tx = new Tx(handle, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            used[0] = tx;
            T value = work.apply(tx);
            if (!tx.events().isEmpty()) {
                new EventTable(handle).write(tx.events(), tx.now());
            }
            return value;
        });
        sync.ifPresent(GroupSync::await);
        return result;
    }

    /** What is written to an H2 file holds whole transactions only, so none is under way while it is written. */
    private <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        wholeTransactions.readLock().lock();
        try {
            return jdbi.inTransaction(work);
        } finally {
            wholeTransactions.readLock().unlock();
        }
    }

    private void quietly(Runnable action) {
        if (closing.isClosed()) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("What follows a commit failed; the next tick takes it up", e);
        }
    }

    private static void pause(int round) {
        long millis = 1 + ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * (round + 1));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Lets go of all connections; H2 opens its file again with the next one. */
    private void reopen() {
        LOG.warn("The database closed itself; it is opened again");
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private static StoreException failure(String what, RuntimeException e) {
        String why = Optional.ofNullable(rootMessage(e)).orElse(e.getClass().getSimpleName());
        return new StoreException(
                "The store could not be " + what + ": " + why + ". Nothing was changed; try again.", e);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null
                ? null
                : root.getMessage().lines().findFirst().orElse(null);
    }

    private boolean isH2File() {
        try (Handle handle = jdbi.open()) {
            String url = handle.getConnection().getMetaData().getURL();
            return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
        } catch (SQLException e) {
            throw new StoreException("The database does not tell what it is", e);
        }
    }

    private void syncNow() {
        wholeTransactions.writeLock().lock();
        try {
            checkpoint();
        } finally {
            wholeTransactions.writeLock().unlock();
        }
    }

    private void checkpoint() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        } catch (SQLException e) {
            reopen();
            throw new StoreException(
                    "The store could not be written to the disk: " + e.getMessage()
                            + ". Look again before trying again.",
                    e);
        }
    }

    /** Waits for transactions under way, then lets go of the database; what comes later neither reads nor writes it. */
    @Override
    public void close() {
        if (closing.close(PATIENCE_SECONDS)) {
            pool.close();
            Hold.release(hold);
        }
    }
}
