package io.laas.chat.demo;

import io.laas.chat.console.Screen;
import io.laas.chat.core.Plain;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ctrl-C and the end of the process from outside: takes the demo's thread out of what it does, then gives the booking back and
 * waits until it is clean. The process ends with the code of the signal.
 */
final class Interruption {
    private final Thread main;
    private final Demo demo;
    private final Screen screen;
    private final Consumer<String> verdict;
    private final CountDownLatch mainOut = new CountDownLatch(1);
    private volatile boolean over;
    private volatile boolean begun;

    private Interruption(Thread main, Demo demo, Screen screen, Consumer<String> verdict) {
        this.main = main;
        this.demo = demo;
        this.screen = screen;
        this.verdict = verdict;
    }

    /** Watches from now on; {@code verdict} gets the last line if the end comes from outside. */
    static Interruption watch(Thread main, Demo demo, Screen screen, Consumer<String> verdict) {
        Interruption interruption = new Interruption(main, demo, screen, verdict);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::giveBack, "laas-demo-end"));
        return interruption;
    }

    /** Says that there is nothing to give back any more. */
    void over() {
        over = true;
    }

    /** Says that the demo's thread does nothing more. */
    void mainIsOut() {
        mainOut.countDown();
    }

    /** Takes the demo's thread out, if the end came from outside: what failed then is of no interest. */
    void check() throws InterruptedException {
        if (begun) {
            throw new InterruptedException("ended from outside");
        }
    }

    private void giveBack() {
        if (over) {
            return;
        }
        begun = true;
        screen.keep();
        screen.line("");
        screen.line("demo: interrupted, giving the pod back …");
        main.interrupt();
        try {
            mainOut.await(20, TimeUnit.SECONDS);
            demo.abandon("the demo was interrupted");
            verdict.accept("demo: failed: interrupted; the pod was given back and nothing is left of the booking");
        } catch (DemoFailed | InterruptedException | RuntimeException e) {
            verdict.accept(
                    "demo: failed: interrupted, and the pod could not be given back: " + Plain.line(e.getMessage()));
        }
    }
}
