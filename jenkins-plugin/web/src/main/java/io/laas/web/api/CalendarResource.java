package io.laas.web.api;

import io.laas.engine.account.Right;
import io.laas.engine.calendar.CalendarService;
import io.laas.model.LabId;
import io.laas.model.TimeSlot;
import io.laas.model.wire.CalendarJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.json.CalendarWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;

/** Who has which place when. */
@Path("/calendar")
@Produces(MediaType.APPLICATION_JSON)
public final class CalendarResource {

    private final CalendarService calendar;
    private final InstantSource clock;

    public CalendarResource(CalendarService calendar, InstantSource clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary(
            "Lists what holds, held or waits for a place from from (default now) to to (default a week later, at most 400 days), "
                    + "in one lab or in all.")
    public CalendarJson calendar(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("lab") String lab,
            @Context SecurityContext security) {
        TimeSlot window = Window.of(from, to, clock.instant());
        var wanted = Fields.optional(lab, LabId::new);
        return CalendarWire.json(window, calendar.timetable(window, wanted, Session.caller(security)));
    }
}
