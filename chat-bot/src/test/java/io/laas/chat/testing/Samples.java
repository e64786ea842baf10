package io.laas.chat.testing;

import io.laas.model.PodId;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.PodAccess;
import io.laas.model.pod.Addressing;
import io.laas.model.pod.NetworkKind;
import io.laas.model.pod.NetworkSpec;
import io.laas.model.pod.Nic;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Uplink;
import io.laas.model.wire.ApprovalJson;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.TaskJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Bookings and operations with defaults. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-03-26T15:30:00Z");
    public static final Instant END = Instant.parse("2026-03-27T17:00:00Z");

    private Samples() {}

    public static BookingJson booking(String id, String state) {
        return booking(id, state, END, null);
    }

    public static BookingJson booking(String id, String state, Instant end, OperationJson operation) {
        return new BookingJson(
                id,
                "lab1",
                "pharos-virtual",
                "hello",
                "alice",
                List.of(),
                "nfv tests",
                "",
                START,
                end,
                state,
                "v-1",
                "h1",
                0,
                "PERSON",
                "CONSOLE",
                null,
                START,
                null,
                1,
                state.equals("WAITING") ? 2 : null,
                null,
                null,
                state.equals("ACTIVE") ? access() : null,
                operation,
                null,
                null,
                state.equals("REQUESTED") ? approval() : null,
                null,
                null,
                null,
                false);
    }

    /** What a booking in state REQUESTED waits for. */
    public static ApprovalJson approval() {
        String why = "It is 9 days long; what is longer than 3 days needs approval.";
        return new ApprovalJson(
                "OPEN", List.of(why), START.plusSeconds(3600), true, List.of("carol"), null, null, null);
    }

    /** A booking that came from the queue as an offer. */
    public static BookingJson offered(String id, Instant until) {
        BookingJson b = booking(id, "SCHEDULED");
        return new BookingJson(
                b.id(),
                b.lab(),
                b.pod(),
                b.config(),
                b.owner(),
                b.collaborators(),
                b.purpose(),
                b.project(),
                b.start(),
                b.end(),
                b.state(),
                b.vpod(),
                b.host(),
                b.extensions(),
                b.booker(),
                b.channel(),
                b.origin(),
                b.createdAt(),
                b.reason(),
                b.revision(),
                b.waitPosition(),
                b.expectedStart(),
                until,
                b.access(),
                b.operation(),
                null,
                null,
                b.approval(),
                b.group(),
                b.idleSince(),
                b.reclaimableFrom(),
                b.reclaimable());
    }

    /** A running booking whose pod nobody has used for an hour before the moment from which on it may be taken back. */
    public static BookingJson idle(String id, Instant from, boolean reclaimable) {
        BookingJson b = booking(id, "ACTIVE");
        return new BookingJson(
                b.id(),
                b.lab(),
                b.pod(),
                b.config(),
                b.owner(),
                b.collaborators(),
                b.purpose(),
                b.project(),
                b.start(),
                b.end(),
                b.state(),
                b.vpod(),
                b.host(),
                b.extensions(),
                b.booker(),
                b.channel(),
                b.origin(),
                b.createdAt(),
                b.reason(),
                b.revision(),
                null,
                null,
                null,
                b.access(),
                null,
                null,
                null,
                null,
                null,
                from.minusSeconds(3600),
                from,
                reclaimable);
    }

    public static PodAccess access() {
        List<MachineAccess> machines = new ArrayList<>();
        machines.add(new MachineAccess("jump", NodeRole.JUMPHOST, "laas", Map.of("admin", "10.80.0.10")));
        for (int i = 1; i <= 5; i++) {
            machines.add(new MachineAccess("node" + i, NodeRole.NODE, "laas", Map.of("admin", "10.80.0.1" + i)));
        }
        return new PodAccess("10.80.0.10", 22, "laas", machines);
    }

    /** Returns the booking with another way in. */
    public static BookingJson withAccess(BookingJson b, PodAccess access) {
        return new BookingJson(
                b.id(),
                b.lab(),
                b.pod(),
                b.config(),
                b.owner(),
                b.collaborators(),
                b.purpose(),
                b.project(),
                b.start(),
                b.end(),
                b.state(),
                b.vpod(),
                b.host(),
                b.extensions(),
                b.booker(),
                b.channel(),
                b.origin(),
                b.createdAt(),
                b.reason(),
                b.revision(),
                b.waitPosition(),
                b.expectedStart(),
                b.offerUntil(),
                access,
                b.operation(),
                null,
                null,
                b.approval(),
                b.group(),
                b.idleSince(),
                b.reclaimableFrom(),
                b.reclaimable());
    }

    public static OperationJson operation(String id, String kind, String state, int percent) {
        String task = state.equals("SUCCEEDED") ? "DONE" : state.equals("QUEUED") ? "WAITING" : state;
        List<TaskJson> tasks =
                List.of(new TaskJson("machines", "machines", task, percent, percent + " of 100", START, null));
        return new OperationJson(
                id,
                "v-1",
                "b-41",
                kind,
                state,
                percent,
                tasks,
                START,
                START,
                null,
                state.equals("FAILED") ? "node3 never answered" : null,
                state.equals("FAILED") ? "Kernel panic\n\u001b[2Jnot syncing" : null);
    }

    /** A pod of a jump host and five nodes on one network. */
    public static PodJson pod(String name, boolean free) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i <= 5; i++) {
            NodeRole role = i == 0 ? NodeRole.JUMPHOST : NodeRole.NODE;
            nodes.add(
                    new NodeSpec(i == 0 ? "jump" : "node" + i, role, 4, 8192, 100, List.of(new Nic("eth0", "admin"))));
        }
        NetworkSpec admin = new NetworkSpec(
                "admin", NetworkKind.BRIDGE, OptionalInt.empty(), Optional.empty(), Addressing.DHCP, Uplink.NONE);
        Pod pod = new Pod(new PodId(name), "Jump host and five nodes", nodes, List.of(admin));
        return new PodJson("lab1", pod, pod.demand(), free, false, null);
    }

    /** A pod of a lab that does not let one book. */
    public static PodJson closed(String name) {
        PodJson open = pod(name, false);
        return new PodJson(open.lab(), open.pod(), open.demand(), false, true, null);
    }
}
