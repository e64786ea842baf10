package io.laas.jenkins.step;

import io.laas.engine.booking.BookingView;
import io.laas.model.booking.Booking;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A booking as a pipeline sees it: maps, lists and strings, which survive a restart in any variable. What is not known has the value
 * null, so that a script may ask for any of the names.
 */
final class PodMap {
    private PodMap() {}

    /** Returns everything about a booking. */
    static Map<String, Object> of(BookingView view) {
        Booking booking = view.booking();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", booking.id().toString());
        map.put("state", booking.state().name());
        map.put("lab", booking.lab().value());
        map.put("pod", booking.pod().value());
        map.put("config", booking.config().value());
        map.put("vpod", booking.vpod().map(Object::toString).orElse(null));
        map.put("host", booking.host().map(Object::toString).orElse(null));
        map.put("owner", booking.owner().value());
        map.put(
                "collaborators",
                new ArrayList<>(booking.collaborators().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList()));
        map.put("purpose", booking.purpose());
        map.put("from", booking.slot().start().toString());
        map.put("until", booking.slot().end().toString());
        map.put("reason", booking.reason().orElse(null));
        map.put("position", view.waiting().map(w -> w.position()).orElse(null));
        map.put(
                "expected",
                view.waiting().flatMap(w -> w.expected()).map(Object::toString).orElse(null));
        map.put("percent", view.operation().map(o -> o.percent()).orElse(null));
        access(map, view.access().orElse(null));
        map.put("sshConfig", null);
        map.put("pdf", null);
        map.put("idf", null);
        map.put(
                "agentLabel",
                view.access()
                        .filter(access -> !access.simulated())
                        .map(access -> AgentName.ofJumpHost(booking.id()).toString())
                        .orElse(null));
        return map;
    }

    private static void access(Map<String, Object> map, PodAccess access) {
        map.put("jumpHost", access == null ? null : access.address());
        map.put("port", access == null ? null : access.port());
        map.put("user", access == null ? null : access.user());
        map.put("ssh", access == null ? null : access.sshCommand());
        List<String> names = new ArrayList<>();
        Map<String, Object> addresses = new LinkedHashMap<>();
        if (access != null) {
            for (MachineAccess machine : access.machines()) {
                names.add(machine.name());
                addresses.put(machine.name(), new LinkedHashMap<>(machine.addresses()));
            }
        }
        map.put("machines", names);
        map.put("addresses", addresses);
    }
}
