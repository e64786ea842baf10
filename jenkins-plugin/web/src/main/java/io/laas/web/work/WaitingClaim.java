package io.laas.web.work;

import io.laas.engine.remote.ClaimedWork;
import io.laas.model.LabId;
import io.laas.model.wire.ClaimedJson;
import io.laas.web.auth.Session;
import io.laas.web.json.WorkWire;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One claim that is answered once: with work, with nothing, or with trouble. */
final class WaitingClaim {
    private final WorkClaims claims;
    private final AsyncResponse response;
    private final LabId lab;
    private final WorkClaims.Wanted wanted;
    private final Session session;
    private boolean over;

    WaitingClaim(WorkClaims claims, AsyncResponse response, LabId lab, WorkClaims.Wanted wanted, Session session) {
        this.claims = claims;
        this.response = response;
        this.lab = lab;
        this.wanted = wanted;
        this.session = session;
    }

    LabId lab() {
        return lab;
    }

    /** Looks at once, and waits if there is nothing. It is known before it looks again, so nothing slips between. */
    void begin() {
        if (wanted.waitSeconds() == 0) {
            look();
            end();
            return;
        }
        response.setTimeoutHandler(r -> end());
        response.setTimeout(wanted.waitSeconds(), TimeUnit.SECONDS);
        claims.join(this);
        claims.wake(this);
    }

    /** Claims if there is something; never after it was answered, since that work would reach nobody. */
    synchronized void look() {
        if (over) {
            return;
        }
        if (!response.isSuspended() || !session.valid().getAsBoolean()) {
            end();
            return;
        }
        try {
            claims.look(wanted, session).ifPresent(work -> answer(Optional.of(work)));
        } catch (RuntimeException e) {
            over = true;
            claims.leave(this);
            response.resume(e);
        }
    }

    /** Answers with nothing, unless it was answered. */
    synchronized void end() {
        if (!over) {
            answer(Optional.empty());
        }
    }

    private void answer(Optional<ClaimedWork> work) {
        over = true;
        claims.leave(this);
        response.resume(new ClaimedJson(work.map(WorkWire::json).orElse(null)));
    }
}
