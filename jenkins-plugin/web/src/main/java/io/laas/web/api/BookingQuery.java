package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.booking.BookingFilter;
import io.laas.model.BookingId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.BookingState;
import io.laas.web.json.Fields;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may ask of the list of bookings. */
public final class BookingQuery {
    @QueryParam("mine")
    private boolean mine;

    @QueryParam("state")
    private String state;

    @QueryParam("lab")
    private String lab;

    @QueryParam("vpod")
    private String vpod;

    @QueryParam("from")
    private String from;

    @QueryParam("to")
    private String to;

    @QueryParam("booker")
    private String booker;

    /** The beginning of where it was made. */
    @QueryParam("origin")
    private String origin;

    @QueryParam("limit")
    private String limit;

    @QueryParam("after")
    private String after;

    BookingFilter filter(Caller caller) {
        return new BookingFilter(
                Optional.of(caller.user()).filter(u -> mine),
                Fields.optional(state, BookingQuery::states).orElse(Set.of()),
                Fields.optional(lab, LabId::new),
                Fields.optional(vpod, VpodId::new),
                Fields.optional(from, text -> Fields.instant("from", text)),
                Fields.optional(to, text -> Fields.instant("to", text)),
                Fields.optional(booker, text -> Fields.oneOf("booker", Booker.class, text)),
                Optional.ofNullable(origin),
                Cursor.limit(limit),
                Fields.optional(after, BookingId::parse));
    }

    private static Set<BookingState> states(String text) {
        return Arrays.stream(text.split(","))
                .filter(name -> !name.isBlank())
                .map(name -> Fields.oneOf("state", BookingState.class, name))
                .collect(Collectors.toSet());
    }
}
