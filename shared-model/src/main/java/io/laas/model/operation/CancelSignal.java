package io.laas.model.operation;

/** Tells a running operation that it shall stop at the next safe point. */
@FunctionalInterface
public interface CancelSignal {
    /** A signal that is never given. */
    CancelSignal NEVER = () -> false;

    boolean isCancelled();
}
