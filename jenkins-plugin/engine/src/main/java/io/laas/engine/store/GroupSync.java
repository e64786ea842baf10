package io.laas.engine.store;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes commits of an H2 file durable: H2 hands them to the operating system, this waits until they are on the disk. Threads
 * that wait at the same time share one sync.
 */
final class GroupSync {
    private final Runnable sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private long asked;
    private long done;
    private boolean running;

    GroupSync(Runnable sync) {
        this.sync = sync;
    }

    /** Returns when everything committed before the call is on the disk. */
    void await() {
        lock.lock();
        try {
            long mine = ++asked;
            while (done < mine) {
                if (running) {
                    turn.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        running = true;
        long upTo = asked;
        boolean ok = false;
        lock.unlock();
        try {
            sync.run();
            ok = true;
        } finally {
            lock.lock();
            running = false;
            done = ok ? upTo : done;
            turn.signalAll();
        }
    }
}
