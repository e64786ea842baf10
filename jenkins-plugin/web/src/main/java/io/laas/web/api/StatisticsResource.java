package io.laas.web.api;

import io.laas.engine.account.AccountService;
import io.laas.engine.account.Right;
import io.laas.engine.statistics.Period;
import io.laas.engine.statistics.StatisticsService;
import io.laas.model.wire.ForecastJson;
import io.laas.model.wire.HostUseJson;
import io.laas.model.wire.OperationTimesJson;
import io.laas.model.wire.UsageJson;
import io.laas.model.wire.WaitsJson;
import io.laas.model.wire.WeekJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import io.laas.web.json.Csv;
import io.laas.web.json.StatisticsWire;
import io.laas.web.openapi.Summary;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;

/** Who used what for how long, how busy hosts are, how long things take. */
@Path("/statistics")
@Produces(MediaType.APPLICATION_JSON)
public final class StatisticsResource {
    private final StatisticsService statistics;
    private final AccountService accounts;
    private final InstantSource clock;

    public StatisticsResource(StatisticsService statistics, AccountService accounts, InstantSource clock) {
        this.statistics = statistics;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GET
    @Path("usage")
    @Needs(Right.VIEW)
    @Summary(
            "Tells what was used from one instant to another (default: the last 28 days), by USER (default), PROJECT, POD, LAB, HOST or VPOD.")
    public List<UsageJson> usage(@BeanParam StatisticsQuery query, @Context SecurityContext security) {
        return statistics.usage(period(query, security), query.grouping()).stream()
                .map(StatisticsWire::json)
                .toList();
    }

    @GET
    @Path("weeks")
    @Needs(Right.VIEW)
    @Summary("Tells of each week of a period, Monday to Sunday in the zone named, in the caller's or in UTC.")
    public List<WeekJson> weeks(@BeanParam StatisticsQuery query, @Context SecurityContext security) {
        return statistics.weeks(period(query, security)).stream()
                .map(StatisticsWire::json)
                .toList();
    }

    @GET
    @Path("operations")
    @Needs(Right.VIEW)
    @Summary("Tells how operations went that ended within a period, and how long they took.")
    public List<OperationTimesJson> operations(@BeanParam StatisticsQuery query, @Context SecurityContext security) {
        return statistics.operations(period(query, security)).stream()
                .map(StatisticsWire::json)
                .toList();
    }

    @GET
    @Path("waits")
    @Needs(Right.VIEW)
    @Summary("Tells how long bookings waited that were made within a period.")
    public WaitsJson waits(@BeanParam StatisticsQuery query, @Context SecurityContext security) {
        return StatisticsWire.json(statistics.waits(period(query, security)));
    }

    @GET
    @Path("hosts")
    @Needs(Right.VIEW)
    @Summary("Tells how busy hosts were within a period while they were in service.")
    public List<HostUseJson> hosts(@BeanParam StatisticsQuery query, @Context SecurityContext security) {
        return statistics.hosts(period(query, security)).stream()
                .map(StatisticsWire::json)
                .toList();
    }

    @GET
    @Path("forecast")
    @Needs(Right.VIEW)
    @Summary("Tells what is booked and what is to be expected in this and the next weeks (1 to 52, default 4).")
    public List<ForecastJson> forecast(@BeanParam StatisticsQuery query, @Context SecurityContext security) {
        return statistics.forecast(period(query, security), query.weeks()).stream()
                .map(StatisticsWire::json)
                .toList();
    }

    @GET
    @Path("{table}.csv")
    @Produces("text/csv")
    @Needs(Right.VIEW)
    @Summary(
            value = "The same as comma-separated values; table is usage, weeks, operations, waits, hosts or forecast.",
            body = String.class)
    public Response csv(
            @PathParam("table") String table, @BeanParam StatisticsQuery query, @Context SecurityContext security) {
        String text = switch (table) {
            case "usage" -> Csv.of(UsageJson.class, usage(query, security));
            case "weeks" -> Csv.of(WeekJson.class, weeks(query, security));
            case "operations" -> Csv.of(OperationTimesJson.class, operations(query, security));
            case "waits" -> Csv.of(WaitsJson.class, List.of(waits(query, security)));
            case "hosts" -> Csv.of(HostUseJson.class, hosts(query, security));
            case "forecast" -> Csv.of(ForecastJson.class, forecast(query, security));
            default ->
                throw new ApiException(
                        404,
                        "NOT_FOUND",
                        "There is no such table; there are usage, weeks, operations, waits, hosts and forecast.");
        };
        return Response.ok(text)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"laas-%s.csv\"".formatted(table))
                .build();
    }

    private Period period(StatisticsQuery query, SecurityContext security) {
        return query.period(
                clock.instant(),
                accounts.account(Session.caller(security).user()).zone());
    }
}
