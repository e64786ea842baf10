package io.laas.engine.remote;

import io.laas.engine.port.HostUnreachableException;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.operation.LabWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Questions to labs elsewhere whose askers wait. They live in memory only: with the asker the question is gone, and whoever needs the
 * answer asks again. Thread-safe.
 */
final class Questions {
    private static final long LARGEST_EXACT = 1L << 53;

    private final Duration patience;
    private final AtomicLong numbers = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Map<LabId, ArrayDeque<Question>> waiting = new HashMap<>();
    private final Map<String, Question> asked = new HashMap<>();

    /** One question; {@code claim} cannot be guessed, so that no answer to a question of an earlier process counts. */
    record Question(String id, long claim, LabId lab, LabWork work, CompletableFuture<WorkAnswer> answer) {}

    /**
     * @param patience how long to wait for an answer
     */
    Questions(Duration patience) {
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /**
     * Asks, and waits.
     *
     * @param wake called once the question can be taken
     * @throws HostUnreachableException if the answer is that, or none comes
     */
    WorkAnswer ask(LabId lab, LabWork work, Runnable wake) {
        Question question = new Question(
                "q-" + numbers.incrementAndGet(),
                1 + (random.nextLong() & (LARGEST_EXACT - 2)),
                lab,
                work,
                new CompletableFuture<>());
        synchronized (this) {
            asked.put(question.id(), question);
            waiting.computeIfAbsent(lab, l -> new ArrayDeque<>()).add(question);
        }
        try {
            wake.run();
            return await(question);
        } finally {
            forget(question);
        }
    }

    private WorkAnswer await(Question question) {
        HostId host = question.work().host().id();
        try {
            return question.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HostUnreachableException(
                    host,
                    "the worker of lab %s did not answer within %d s".formatted(question.lab(), patience.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw new HostUnreachableException(host, e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostUnreachableException(host, "the question was given up", e);
        }
    }

    private synchronized void forget(Question question) {
        asked.remove(question.id());
        waiting.getOrDefault(question.lab(), new ArrayDeque<>()).remove(question);
    }

    /** Takes the lab's oldest question that nobody took. */
    synchronized Optional<Question> take(LabId lab) {
        return Optional.ofNullable(waiting.get(lab)).map(ArrayDeque::poll);
    }

    /** Returns the question if somebody still waits for its answer. */
    synchronized Optional<Question> open(LabId lab, String id, long claim) {
        return Optional.ofNullable(asked.get(id))
                .filter(q ->
                        q.lab().equals(lab) && q.claim() == claim && !q.answer().isDone());
    }
}
