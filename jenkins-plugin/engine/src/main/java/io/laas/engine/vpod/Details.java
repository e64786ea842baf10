package io.laas.engine.vpod;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.HostId;
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

    /** Returns the details of a pod that would stand on a host of the lab if the owner booked it. */
    PodDetails planned(Lab lab, HostId host, UserId owner) {
        return new PodDetails(owner.value(), lab.contact(), lab.title(), host + ", " + lab.zone(), home.get());
    }

    private PodDetails of(VpodRow vpod, UserId owner) {
        return catalogue
                .lab(vpod.lab())
                .map(lab -> planned(lab, vpod.host(), owner))
                .orElseGet(() -> new PodDetails(
                        owner.value(), "", vpod.lab().value(), vpod.host().value(), home.get()));
    }
}
