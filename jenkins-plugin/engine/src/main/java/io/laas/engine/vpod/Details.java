package io.laas.engine.vpod;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.UserId;
import io.laas.model.lab.Lab;
import io.laas.model.operation.PodDetails;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Knows what the descriptors of a booked vpod tell people. Thread-safe. */
public final class Details {
    private final Catalogue catalogue;
    private final BiFunction<Tx, BookingId, UserId> owners;
    private volatile Supplier<String> home = () -> "";

    /**
     * Makes them.
     *
     * @param owners who has a booking
     */
    public Details(Catalogue catalogue, BiFunction<Tx, BookingId, UserId> owners) {
        this.catalogue = catalogue;
        this.owners = owners;
    }

    /** Sets who knows where people find this controller. */
    public void home(Supplier<String> address) {
        home = Objects.requireNonNull(address, "address");
    }

    /** Returns the details of a vpod that serves the booking; none while it serves nobody. */
    PodDetails of(Tx tx, VpodRow vpod, Optional<BookingId> booking) {
        return booking.map(b -> of(vpod, owners.apply(tx, b))).orElse(PodDetails.UNKNOWN);
    }

    private PodDetails of(VpodRow vpod, UserId owner) {
        Optional<Lab> lab = catalogue.lab(vpod.lab());
        String place =
                lab.map(l -> vpod.host() + ", " + l.zone()).orElse(vpod.host().value());
        return new PodDetails(
                owner.value(),
                lab.map(Lab::contact).orElse(""),
                lab.map(Lab::title).orElse(vpod.lab().value()),
                place,
                home.get());
    }
}
