package io.laas.model.booking;

import io.laas.model.BookingId;
import io.laas.model.Channel;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.TimeSlot;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Pod and Config for somebody, for a purpose, for a time. Immutable snapshot of a stored booking.
 *
 * @param id its number
 * @param lab the site
 * @param pod hardware description
 * @param config software description
 * @param versions which versions of them, where users made them
 * @param owner who it is for
 * @param collaborators who else has access
 * @param purpose what for, at most 500 characters
 * @param project free text, at most 100 characters, may be empty
 * @param slot from when to when; while WAITING, the slot asked for
 * @param state where it is on its way
 * @param vpod the vpod that serves it, once granted
 * @param host where that vpod stands, once granted
 * @param extensions how often it was extended
 * @param booker person or pipeline
 * @param channel through which face it was made
 * @param origin where it was made, for example {@code run:nightly#12}; text for people and for finding it again
 * @param createdAt when it was made
 * @param reason why it failed or ended early, if it did
 * @param revision grows by one at each change
 */
public record Booking(
        BookingId id,
        LabId lab,
        PodId pod,
        ConfigId config,
        Versions versions,
        UserId owner,
        Set<UserId> collaborators,
        String purpose,
        String project,
        TimeSlot slot,
        BookingState state,
        Optional<VpodId> vpod,
        Optional<HostId> host,
        int extensions,
        Booker booker,
        Channel channel,
        Optional<String> origin,
        Instant createdAt,
        Optional<String> reason,
        long revision) {
    public Booking {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(versions, "versions");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(state, "state");
        collaborators = Set.copyOf(collaborators);
    }

    /** Returns whether the user owns the booking or works with its owner. */
    public boolean isMember(UserId user) {
        return owner.equals(user) || collaborators.contains(user);
    }
}
