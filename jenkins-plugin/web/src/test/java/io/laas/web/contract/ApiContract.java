package io.laas.web.contract;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.laas.engine.account.Right;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Common ground of the contract: callers, slots of their own, and waiting for states. */
public abstract class ApiContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final AtomicInteger SLOTS = new AtomicInteger();
    private static final int MAX_HOURS = 58 * 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    protected abstract Site site();

    protected final ApiClient anonymous() {
        return ApiClient.anonymous(site().api());
    }

    /** Returns a caller whom no other test uses. */
    protected final ApiClient somebody(Right... rights) {
        return caller(aName("user"), rights);
    }

    /** Returns a caller who may see and book. */
    protected final ApiClient booker() {
        return somebody(Right.VIEW, Right.BOOK);
    }

    protected final ApiClient admin() {
        return somebody(Right.VIEW, Right.BOOK, Right.MANAGE);
    }

    protected final ApiClient caller(String user, Right... rights) {
        return anonymous().with("Authorization", site().authorization(user, rights));
    }

    protected static String aName(String what) {
        return what + COUNT.incrementAndGet();
    }

    /** Returns the start of a slot of five hours that no other test uses. */
    protected final Instant aDay() {
        Instant now =
                Instant.parse(booker().get("/info").expect(200).path("time").asText());
        return now.truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofHours(24 + 5L * SLOTS.getAndIncrement() % MAX_HOURS));
    }

    /** Books a small pod now and waits until it is handed over; returns its id. */
    protected final String active(ApiClient caller) {
        String id = caller.post("/bookings", "pod", "pair", "purpose", "contract")
                .expect(201)
                .path("id")
                .asText();
        awaitState(caller, id, "ACTIVE");
        return id;
    }

    protected final JsonNode awaitState(ApiClient caller, String booking, String state) {
        return await(booking + " is " + state)
                .atMost(PATIENCE)
                .until(
                        () -> caller.get("/bookings/" + booking).expect(200),
                        b -> b.path("state").asText().equals(state));
    }
}
