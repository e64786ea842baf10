package io.laas.web.api;

import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.engine.booking.MachineService;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.model.BookingId;
import io.laas.model.operation.MachineAction;
import io.laas.model.operation.MachineOrder;
import io.laas.model.wire.ConsoleJson;
import io.laas.model.wire.MachineJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.PowerJson;
import io.laas.web.auth.Needs;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import io.laas.web.error.Refusals;
import io.laas.web.json.BookingWire;
import io.laas.web.json.Fields;
import io.laas.web.openapi.Summary;
import io.laas.web.sse.ConsoleFeed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Single machines of a booking. */
@Path("/bookings/{id}/machines/{machine}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MachineResource {
    private static final Fields.Range BYTES = new Fields.Range(0, Integer.MAX_VALUE);
    private static final Map<String, MachineAction> POWER = Map.of(
            "ON", MachineAction.POWER_ON,
            "SHUT_DOWN", MachineAction.SHUT_DOWN,
            "OFF", MachineAction.POWER_OFF,
            "CYCLE", MachineAction.POWER_CYCLE);

    private final MachineService machines;
    private final ConsoleFeed consoles;

    public MachineResource(MachineService machines, ConsoleFeed consoles) {
        this.machines = machines;
        this.consoles = consoles;
    }

    @GET
    @Needs(Right.VIEW)
    @Summary(
            value = "Asks the host now how a machine of an active booking is, for the booking's members and managers.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_MACHINE", "409 WRONG_STATE", "409 BUSY"})
    public MachineJson machine(
            @PathParam("id") String id, @PathParam("machine") String machine, @Context SecurityContext security) {
        MachineView view = Refusals.orThrow(
                machines.look(BookingId.parse(id), machine, MachineLook.FACTS, Session.caller(security)));
        String ssh = view.ssh().map(answers -> answers ? "ANSWERS" : "SILENT").orElse("UNKNOWN");
        return new MachineJson(machine, view.state(), view.agent(), ssh, view.facts());
    }

    @GET
    @Path("console")
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Shows what a machine of an active booking printed on its serial console after so many bytes (default: from the hand-over on), at most 64 KiB, for the booking's members and managers.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_MACHINE", "409 WRONG_STATE", "409 BUSY"})
    public ConsoleJson console(
            @PathParam("id") String id,
            @PathParam("machine") String machine,
            @QueryParam("after") String after,
            @Context SecurityContext security) {
        MachineLook look = MachineLook.console(Fields.number("after", after, 0, BYTES));
        MachineView view =
                Refusals.orThrow(machines.look(BookingId.parse(id), machine, look, Session.caller(security)));
        return new ConsoleJson(view.console(), view.consoleNext());
    }

    @GET
    @Path("console/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs(Right.VIEW)
    @Summary(
            value =
                    "Streams what a machine prints on its serial console as server-sent events console with the same JSON, after Last-Event-ID or after so many bytes; the id is the number of bytes seen. Ends with an event end when the caller may not see it any more.",
            body = ConsoleJson.class,
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_MACHINE", "409 WRONG_STATE", "409 BUSY", "503 SERVER_BUSY"})
    public void stream(
            @PathParam("id") String id,
            @PathParam("machine") String machine,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String last,
            @QueryParam("after") String after,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context SecurityContext security) {
        Caller caller = Session.caller(security);
        BookingId booking = BookingId.parse(id);
        String from = Fields.optional(last, text -> text).orElse(after);
        long seen = Fields.number("after", from, 0, BYTES);
        Refusals.orThrow(machines.look(booking, machine, MachineLook.console(seen), caller));
        consoles.stream(sink, sse, n -> machines.look(booking, machine, MachineLook.console(n), caller), seen);
    }

    @POST
    @Path("power")
    @Needs(Right.RESET)
    @Summary(
            value = "Switches a machine of an active booking on, off, or off and on.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_MACHINE", "409 WRONG_STATE", "409 BUSY"})
    public OperationJson power(
            @PathParam("id") String id,
            @PathParam("machine") String machine,
            PowerJson body,
            @Context SecurityContext security) {
        String action =
                Fields.required("action", body.action(), text -> text.strip().toUpperCase(Locale.ROOT));
        return act(
                id,
                machine,
                Optional.ofNullable(POWER.get(action))
                        .orElseThrow(() -> ApiException.invalid("action must be one of ON, SHUT_DOWN, OFF, CYCLE")),
                security);
    }

    @POST
    @Path("reset")
    @Needs(Right.RESET)
    @Summary(
            value =
                    "Brings one machine of an active booking back to its known state; everything written on it since is gone.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_MACHINE", "409 WRONG_STATE", "409 BUSY"})
    public OperationJson reset(
            @PathParam("id") String id, @PathParam("machine") String machine, @Context SecurityContext security) {
        return act(id, machine, MachineAction.RESET, security);
    }

    @POST
    @Path("reimage")
    @Needs(Right.RESET)
    @Summary(
            value = "Makes one machine of an active booking anew from its image; everything on it is gone.",
            refusals = {"404 UNKNOWN_BOOKING", "404 UNKNOWN_MACHINE", "409 WRONG_STATE", "409 BUSY"})
    public OperationJson reimage(
            @PathParam("id") String id, @PathParam("machine") String machine, @Context SecurityContext security) {
        return act(id, machine, MachineAction.REIMAGE, security);
    }

    private OperationJson act(String id, String machine, MachineAction action, SecurityContext security) {
        MachineOrder order = new MachineOrder(machine, action);
        return BookingWire.json(Refusals.orThrow(machines.act(BookingId.parse(id), order, Session.caller(security))));
    }
}
