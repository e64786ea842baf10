package io.laas.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import org.junit.jupiter.api.Test;

/** Approvals over HTTP: asking, deciding, and who may not. */
public abstract class ApprovalContract extends ApiContract {
    private ApiClient guardian() {
        return caller("guardian", Right.VIEW);
    }

    private static String asked(ApiClient owner) {
        JsonNode booking =
                owner.post("/bookings", "pod", "vault", "length", "PT2H").expect(202);
        assertThat(booking.path("state").asText()).isEqualTo("REQUESTED");
        return booking.path("id").asText();
    }

    @Test
    void aBookingThatNeedsApprovalSaysSoAndIsGrantedByWhomTheLabNames() {
        ApiClient owner = booker();
        String id = asked(owner);

        JsonNode approval = owner.get("/bookings/" + id).expect(200).path("approval");
        assertThat(approval.path("state").asText()).isEqualTo("OPEN");
        assertThat(approval.at("/reasons/0").asText()).isEqualTo("Bookings of pod vault need approval.");
        assertThat(approval.at("/approvers/0").asText()).isEqualTo("guardian");
        assertThat(approval.path("holds").asBoolean()).isTrue();
        assertThat(guardian().get("/bookings/to-approve").expect(200).findValuesAsText("id"))
                .contains(id);
        assertThat(owner.get("/bookings/to-approve").expect(200)).isEmpty();

        guardian().post("/bookings/" + id + "/approve", "reason", "go ahead").expect(200);

        JsonNode active = awaitState(owner, id, "ACTIVE");
        assertThat(active.at("/approval/by").asText()).isEqualTo("guardian");
        assertThat(active.at("/approval/remark").asText()).isEqualTo("go ahead");
        assertThat(guardian()
                        .post("/bookings/" + id + "/deny", "reason", "too late")
                        .refused(409, "WRONG_STATE"))
                .contains("guardian has approved it already");
    }

    @Test
    void aDenialNeedsAReasonAndTellsIt() {
        ApiClient owner = booker();
        String id = asked(owner);

        assertThat(guardian().post("/bookings/" + id + "/deny").refused(400, "INVALID"))
                .contains("reason must be given");
        JsonNode denied = guardian()
                .post("/bookings/" + id + "/deny", "reason", "<b>no</b>")
                .expect(200);

        assertThat(denied.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(denied.path("reason").asText()).isEqualTo("Denied by guardian: <b>no</b>");
    }

    @Test
    void neitherOwnersNorOthersDecide() {
        ApiClient owner = booker();
        String id = asked(owner);

        assertThat(owner.post("/bookings/" + id + "/approve").refused(403, "FORBIDDEN"))
                .contains("Nobody decides about their own booking");
        assertThat(booker().post("/bookings/" + id + "/approve").refused(403, "FORBIDDEN"))
                .contains("does not approve bookings of lab test");
        admin().post("/bookings/b-999999/approve").refused(404, "UNKNOWN_BOOKING");
        admin().post("/bookings/" + id + "/approve", "reason", "x".repeat(501)).refused(400, "INVALID");
        admin().post("/bookings/" + id + "/approve").expect(200);
    }
}
