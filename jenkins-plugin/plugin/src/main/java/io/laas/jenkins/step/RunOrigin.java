package io.laas.jenkins.step;

import hudson.Util;
import hudson.model.Run;
import io.laas.model.booking.Booking;
import java.util.Optional;

/**
 * Where a booking of a pipeline was made: {@code run:folder/nightly#12}, and {@code run:folder/nightly#12 keep} if it outlives the
 * run. Names too long for that are written by their digest; such bookings are found through their run only.
 */
final class RunOrigin {
    /** How all of them begin. */
    static final String PREFIX = "run:";

    private static final String KEEP = " keep";
    private static final String DIGEST = "digest:";
    private static final int MOST = 280;

    private RunOrigin() {}

    static String of(Run<?, ?> run, boolean keep) {
        String id = run.getExternalizableId();
        String name = id.length() <= MOST ? id : DIGEST + Util.getDigestOf(id);
        return PREFIX + name.replaceAll("\\p{Cntrl}", " ") + (keep ? KEEP : "");
    }

    /** Returns the id of the run at whose end the booking ends; empty if it outlives the run or that cannot be told. */
    static Optional<String> endsWith(Booking booking) {
        return booking.origin()
                .filter(o -> o.startsWith(PREFIX) && !o.endsWith(KEEP))
                .map(o -> o.substring(PREFIX.length()))
                .filter(id -> !id.startsWith(DIGEST));
    }
}
