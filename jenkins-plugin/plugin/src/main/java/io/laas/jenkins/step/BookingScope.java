package io.laas.jenkins.step;

import io.laas.model.BookingId;
import java.io.Serializable;

/** The booking that a block of {@code laasBook} is about; steps inside find it in their context. */
public final class BookingScope implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long number;

    BookingScope(BookingId booking) {
        number = booking.number();
    }

    /** Returns the booking. */
    public BookingId booking() {
        return new BookingId(number);
    }
}
