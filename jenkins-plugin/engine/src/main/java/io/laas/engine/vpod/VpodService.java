package io.laas.engine.vpod;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.model.VpodId;
import java.util.List;

/** What admins do with vpods. Changes need MANAGE. Thread-safe. */
public final class VpodService {
    VpodService() {}

    /** Lists all vpods that are not gone. */
    public List<Vpod> list() {
        throw new IllegalStateException("the engine is not open");
    }

    public Answer<Vpod> find(VpodId id) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Takes a vpod out of service until somebody returns it; a booking on it goes on to its end. */
    public Answer<Vpod> quarantine(VpodId id, String reason, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Returns a quarantined or drained vpod to service: it is cleaned, verified, and then free. */
    public Answer<Vpod> returnToService(VpodId id, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }

    /** Lets a vpod take no further bookings; it is taken down when its present one is over. */
    public Answer<Vpod> drain(VpodId id, String reason, Caller caller) {
        throw new IllegalStateException("the engine is not open");
    }
}
