package io.laas.engine.booking;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.outage.OutageTable;
import io.laas.engine.port.HostStatus;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.VpodKind;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodTable.Brief;
import io.laas.model.TimeSlot;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import io.laas.model.plan.HostRoom;
import io.laas.model.plan.Occupation;
import io.laas.model.plan.Situation;
import io.laas.model.plan.VpodRoom;
import io.laas.model.pod.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        lab.hosts()
                .forEach(h ->
                        new OccupationTable(tx).prolong(h.id(), lab.policy().cleaning()));
        return read(lab, window);
    }

    /** Returns how things stand in the lab in the window, without locks: good for an answer, not for a grant. */
    Situation read(Lab lab, TimeSlot window) {
        List<Brief> briefs = new VpodTable(tx).briefs();
        List<HostRoom> hosts = new ArrayList<>();
        List<Occupation> holds = new ArrayList<>();
        for (Host host : lab.hosts()) {
            hosts.add(room(lab, host, briefs, window));
            holds.addAll(new OccupationTable(tx).overlapping(host.id(), window));
        }
        List<VpodRoom> vpods =
                lab.vpods().stream().map(v -> vpodRoom(v, briefs)).toList();
        return new Situation(hosts, vpods, holds, new OutageTable(tx).overlapping(window));
    }

    private HostRoom room(Lab lab, Host host, List<Brief> briefs, TimeSlot window) {
        Capacity free = host.capacity();
        int ranges = host.vpodLimit();
        for (Brief brief : briefs) {
            if (brief.host().equals(host.id()) && standsApart(lab, brief, window)) {
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

    private static VpodRoom vpodRoom(StaticVpod vpod, List<Brief> briefs) {
        Optional<Brief> brief =
                briefs.stream().filter(b -> b.id().equals(vpod.id())).findFirst();
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
