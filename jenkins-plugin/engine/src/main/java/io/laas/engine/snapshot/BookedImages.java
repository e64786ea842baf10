package io.laas.engine.snapshot;

import io.laas.engine.store.Json;
import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import io.laas.model.lab.Image;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which images of snapshots a booking keeps from the moment it is made, whatever becomes of the snapshots. */
public final class BookedImages {
    private static final String INSERT =
            "insert into booking_image (booking, name, base, spec) values (:booking, :name, :base, :spec)";
    private static final String OF = "select spec from booking_image where booking = :booking order by name";
    private static final String IN_USE = """
            select distinct i.base from booking_image i join booking b on b.id = i.booking
             where b.state not in ('DONE', 'FAILED', 'CANCELLED')""";

    private final Handle handle;

    public BookedImages(Tx tx) {
        this.handle = tx.handle();
    }

    /** Notes the images of snapshots among these. */
    public void keep(BookingId booking, Collection<Image> images) {
        Set<Image> noted = new HashSet<>();
        for (Image image : images) {
            if (image.stored().isPresent() && noted.add(image)) {
                handle.createUpdate(INSERT)
                        .bind("booking", booking.number())
                        .bind("name", image.id().value())
                        .bind("base", base(image))
                        .bind("spec", Json.write(image))
                        .execute();
            }
        }
    }

    public List<Image> of(BookingId booking) {
        return handle.createQuery(OF)
                .bind("booking", booking.number())
                .map((rs, ctx) -> Json.read(rs.getString("spec"), Image.class))
                .list();
    }

    /** Returns what the files are called, without endings, that bookings need or will need. */
    Set<String> inUse() {
        return new HashSet<>(handle.createQuery(IN_USE)
                .map((rs, ctx) -> rs.getString("base"))
                .list());
    }

    static String base(Image image) {
        return io.laas.model.layout.SnapshotVolumes.base(
                image.stored().orElseThrow().volume());
    }
}
