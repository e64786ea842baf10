package io.laas.chat.hub;

/** Says once that an answer takes longer, never after the answer came. Thread-safe. */
final class Patience {
    private final Runnable saying;
    private Runnable cancel = () -> {};
    private boolean over;

    Patience(Runnable saying) {
        this.saying = saying;
    }

    /** Takes what keeps {@link #lost} from being called. */
    synchronized void cancelledBy(Runnable cancelling) {
        cancel = cancelling;
        if (over) {
            cancel.run();
        }
    }

    /** The time is up. An answer that comes meanwhile waits until this was said, so that it stands last. */
    synchronized void lost() {
        if (!over) {
            over = true;
            saying.run();
        }
    }

    /** The answer is there. */
    synchronized void end() {
        over = true;
        cancel.run();
    }
}
