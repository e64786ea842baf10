package io.laas.jenkins.step;

import io.laas.engine.booking.BookingView;

/** Something that waits for a booking to move on. */
interface BookingWatcher {
    /** Hears how the booking stands now; in the background, never twice at a time, also when nothing changed. */
    void see(BookingView view);

    /** Hears that the engine does not know the booking. */
    void lost(String why);
}
