package io.laas.engine.vpod;

import io.laas.model.BookingId;
import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.LabId;
import io.laas.model.OperationId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pod that stands, or will stand, on a host.
 *
 * @param index its range of the host's addresses, while it has one
 * @param booking the booking it serves now
 * @param operation the operation under way on it; there is never more than one
 * @param reason why it is quarantined or drained
 */
public record Vpod(
        VpodId id,
        LabId lab,
        HostId host,
        PodId pod,
        ConfigId config,
        VpodKind kind,
        VpodState state,
        OptionalInt index,
        Optional<BookingId> booking,
        Optional<OperationId> operation,
        Optional<String> reason) {}
