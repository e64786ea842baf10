package io.laas.web.work;

import io.laas.engine.remote.ClaimedWork;
import io.laas.engine.remote.LabWorkService;
import io.laas.engine.remote.WorkerSession;
import io.laas.model.LabId;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import io.laas.web.error.Refusals;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Claims that wait for work. A claim holds no thread while it waits: the engine wakes those of a lab when the lab has something to
 * do, and a few threads look for them. Thread-safe.
 */
public final class WorkClaims implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 500;
    private static final int MAX_OF_LAB = 20;
    private static final int RETRY_SECONDS = 5;

    private final LabWorkService work;
    private final Set<WaitingClaim> waiting = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;
    private final LabWorkService.Listening listening;

    /**
     * A claim.
     *
     * @param withOperations whether the worker has room for an operation
     * @param waitSeconds how long to wait, 0 to 60
     */
    public record Wanted(WorkerSession session, boolean withOperations, int waitSeconds) {}

    public WorkClaims(LabWorkService work) {
        this.work = work;
        this.pool =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "laas-claims");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.listening = work.listen(this::wake);
    }

    /**
     * Answers with work as soon as there is some, with nothing when the time is over.
     *
     * @throws ApiException 403 if the caller serves no lab, 503 if too many wait already
     */
    public void claim(AsyncResponse response, Wanted wanted, Session session) {
        LabId lab = Refusals.orThrow(work.lab(session.caller()));
        WaitingClaim claim = new WaitingClaim(this, response, lab, wanted, session);
        if (wanted.waitSeconds() > 0 && isFull(lab)) {
            throw ApiException.busy("Too many workers wait for work; try again in a few seconds.", RETRY_SECONDS);
        }
        claim.begin();
    }

    private boolean isFull(LabId lab) {
        return waiting.size() >= MAX_WAITING
                || waiting.stream().filter(c -> c.lab().equals(lab)).count() >= MAX_OF_LAB;
    }

    Optional<ClaimedWork> look(Wanted wanted, Session session) {
        return Refusals.orThrow(work.claim(wanted.session(), wanted.withOperations(), session.caller()));
    }

    void join(WaitingClaim claim) {
        waiting.add(claim);
    }

    void leave(WaitingClaim claim) {
        waiting.remove(claim);
    }

    private void wake(LabId lab) {
        waiting.stream().filter(c -> c.lab().equals(lab)).forEach(this::wake);
    }

    void wake(WaitingClaim claim) {
        try {
            pool.execute(claim::look);
        } catch (RejectedExecutionException e) {
            claim.end();
        }
    }

    /** Ends all claims that wait, with nothing. */
    @Override
    public void close() {
        listening.close();
        pool.shutdown();
        waiting.forEach(WaitingClaim::end);
    }
}
