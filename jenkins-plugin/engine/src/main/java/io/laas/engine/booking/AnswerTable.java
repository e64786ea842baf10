package io.laas.engine.booking;

import io.laas.engine.store.Tx;
import io.laas.model.BookingId;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What was answered to a lab's questions when a booking was made. */
public final class AnswerTable {
    private static final String INSERT =
            "insert into booking_answer (booking, question, answer) values (:booking, :question, :answer)";
    private static final String OF =
            "select question, answer from booking_answer where booking = :booking order by question";

    private final Handle handle;

    public AnswerTable(Tx tx) {
        this.handle = tx.handle();
    }

    void insert(BookingId booking, Map<String, String> answers) {
        new TreeMap<>(answers)
                .forEach((question, answer) -> handle.createUpdate(INSERT)
                        .bind("booking", booking.number())
                        .bind("question", question)
                        .bind("answer", answer)
                        .execute());
    }

    /** Returns the answers by question. */
    public Map<String, String> of(BookingId booking) {
        Map<String, String> result = new TreeMap<>();
        handle.createQuery(OF)
                .bind("booking", booking.number())
                .map((rs, ctx) -> result.put(rs.getString("question"), rs.getString("answer")))
                .list();
        return result;
    }
}
