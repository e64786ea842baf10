package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.outage.OutageTable;
import io.laas.engine.port.HostStatus;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodKind;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodTable.Brief;
import io.laas.model.HostId;
import io.laas.model.TimeSlot;
import io.laas.model.VpodId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import io.laas.model.plan.HostRoom;
import io.laas.model.plan.Occupation;
import io.laas.model.plan.Situation;
import io.laas.model.plan.VpodRoom;
import io.laas.model.pod.Capacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what planning needs to know of a lab. */
final class Situations {
    private final Tx tx;
    private final Catalogue catalogue;

    Situations(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.catalogue = catalogue;
    }

    /** Returns how things stand in the lab in the window, under the locks of its hosts' rows. */
    Situation locked(Lab lab, TimeSlot window) {
        new OccupationTable(tx).prolong(lab);
        return read(lab, window);
    }

    /** Returns how things stand in the lab in the window, without locks: good for an answer, not for a grant. */
    Situation read(Lab lab, TimeSlot window) {
        List<HostId> ids = lab.hosts().stream().map(Host::id).toList();
        List<Brief> briefs = new VpodTable(tx)
                .briefs(ids, lab.vpods().stream().map(StaticVpod::id).toList());
        Map<HostId, List<Brief>> byHost = briefs.stream().collect(Collectors.groupingBy(Brief::host));
        Map<VpodId, Brief> byId = briefs.stream().collect(Collectors.toMap(Brief::id, b -> b));
        List<HostRoom> hosts = lab.hosts().stream()
                .map(h -> room(lab, h, byHost.getOrDefault(h.id(), List.of()), window))
                .toList();
        List<VpodRoom> vpods = lab.vpods().stream()
                .map(v -> vpodRoom(v, Optional.ofNullable(byId.get(v.id()))))
                .toList();
        List<Occupation> holds = new OccupationTable(tx).overlapping(ids, window);
        return new Situation(hosts, vpods, holds, new OutageTable(tx).overlapping(window));
    }

    private HostRoom room(Lab lab, Host host, List<Brief> briefs, TimeSlot window) {
        Capacity free = host.capacity();
        int ranges = host.vpodLimit();
        for (Brief brief : briefs) {
            if (standsApart(lab, brief, window)) {
                free = less(free, brief.demand());
                ranges--;
            }
        }
        boolean answering = catalogue.status(host.id()).state() != HostStatus.State.OFFLINE;
        return new HostRoom(lab.id(), host.id(), free, Math.max(0, ranges), answering);
    }

    /** Returns whether a vpod takes its part of the host without any booking's hold saying so. */
    private boolean standsApart(Lab lab, Brief brief, TimeSlot window) {
        if (brief.kind() == VpodKind.STATIC) {
            return true;
        }
        if (brief.booking().isPresent()) {
            return false;
        }
        boolean soonGone = brief.state() == VpodState.CLEANING;
        return !soonGone || window.start().isBefore(tx.now().plus(lab.policy().cleaning()));
    }

    private static Capacity less(Capacity whole, Capacity part) {
        return new Capacity(
                Math.max(0, whole.cores() - part.cores()),
                Math.max(0, whole.memoryMiB() - part.memoryMiB()),
                Math.max(0, whole.diskGiB() - part.diskGiB()));
    }

    private static VpodRoom vpodRoom(StaticVpod vpod, Optional<Brief> brief) {
        Optional<String> out = brief.isEmpty() ? Optional.of("it is not set up yet") : outOfService(vpod, brief.get());
        boolean ready = brief.filter(b -> b.state() == VpodState.FREE).isPresent();
        return new VpodRoom(vpod.id(), vpod.host(), ready, out);
    }

    private static Optional<String> outOfService(StaticVpod vpod, Brief brief) {
        if (!brief.state().inService()) {
            return Optional.of(brief.reason().orElse("it is " + brief.state()));
        }
        if (brief.next().isPresent()) {
            return Optional.of(brief.reason().orElse("it is being taken out of service"));
        }
        return brief.host().equals(vpod.host()) ? Optional.empty() : Optional.of("it is being moved to another host");
    }
}
