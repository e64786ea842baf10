package io.laas.jenkins.step;

import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Threads for what steps must not do on the CPS thread. Short work (the engine, log lines) shares a few; what waits for a machine
 * has its own. All of it runs as Jenkins itself: who may do what is decided with the caller that is handed to the engine.
 */
final class StepWork {
    /** How many share the short work. */
    static final int THREADS = 4;

    private static final Logger LOG = Logger.getLogger(StepWork.class.getName());
    private static final ThreadPoolExecutor SHORT = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "laas-step"));
    private static final ExecutorService LONG =
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "laas-step-machine"));

    static {
        SHORT.allowCoreThreadTimeOut(true);
    }

    private StepWork() {}

    /** Does something short soon. */
    static void soon(Runnable work) {
        on(SHORT, work);
    }

    /** Does something that may take as long as it likes. */
    static void apart(Runnable work) {
        on(LONG, work);
    }

    private static void on(Executor executor, Runnable work) {
        executor.execute(() -> {
            try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A step's work in the background failed", e);
            }
        });
    }
}
