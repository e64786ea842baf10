package io.laas.jenkins.step;

import jenkins.model.CauseOfInterruption;

/** Interrupts a block whose booking is over. */
public final class BookingEnded extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    BookingEnded(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String getShortDescription() {
        return sentence;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BookingEnded ended && ended.sentence.equals(sentence);
    }

    @Override
    public int hashCode() {
        return sentence.hashCode();
    }
}
