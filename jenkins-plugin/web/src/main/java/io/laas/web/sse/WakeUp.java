package io.laas.web.sse;

import java.util.concurrent.atomic.AtomicInteger;

/** Runs one piece of work at a time, and once more if it was asked for meanwhile; however often it was asked. */
final class WakeUp implements Runnable {
    private final EventFeed feed;
    private final Runnable work;
    private final AtomicInteger asked = new AtomicInteger();

    WakeUp(EventFeed feed, Runnable work) {
        this.feed = feed;
        this.work = work;
    }

    void ask() {
        if (asked.getAndIncrement() == 0) {
            feed.submit(this);
        }
    }

    @Override
    public void run() {
        int seen;
        do {
            seen = asked.get();
            work.run();
        } while (!asked.compareAndSet(seen, 0));
    }
}
