package io.laas.engine.flow;

import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.EventDraft;
import io.laas.engine.store.HostTable;
import io.laas.engine.store.HostTable.HostRow;
import io.laas.engine.store.Store;
import io.laas.engine.store.Tx;
import io.laas.engine.vpod.Blueprint;
import io.laas.engine.vpod.VpodKind;
import io.laas.engine.vpod.VpodRow;
import io.laas.engine.vpod.VpodState;
import io.laas.engine.vpod.VpodTable;
import io.laas.engine.vpod.VpodWork;
import io.laas.model.Actor;
import io.laas.model.HostId;
import io.laas.model.VpodId;
import io.laas.model.event.EventType;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the store in line with configured labs. It adds and marks, it never deletes: what left the configuration drains, and
 * bookings stay as they are.
 */
final class Configuration {
    private final Store store;
    private final Catalogue catalogue;
    private final VpodWork work;

    Configuration(Store store, Catalogue catalogue, VpodWork work) {
        this.store = store;
        this.catalogue = catalogue;
        this.work = work;
    }

    void apply(List<Lab> labs) {
        refuseDoubles(labs);
        List<Lab> before = catalogue.labs();
        catalogue.replace(labs);
        try {
            store.write(tx -> apply(tx, labs));
        } catch (RuntimeException e) {
            catalogue.replace(before);
            throw e;
        }
    }

    private static void refuseDoubles(List<Lab> labs) {
        Set<Object> seen = new HashSet<>();
        for (Lab lab : labs) {
            once(seen, "lab", lab.id());
            lab.hosts().forEach(h -> once(seen, "host", h.id()));
            lab.vpods().forEach(v -> once(seen, "vpod", v.id()));
        }
    }

    private static void once(Set<Object> seen, String what, Object id) {
        if (!seen.add(id)) {
            throw new IllegalArgumentException(
                    "%s %s is configured twice; give one of them another name".formatted(what, id));
        }
    }

    private boolean apply(Tx tx, List<Lab> labs) {
        HostTable hosts = new HostTable(tx);
        Set<HostId> known = new TreeSet<>();
        hosts.all().forEach(h -> known.add(h.id()));
        hosts.lock(known);
        for (Lab lab : labs) {
            for (Host host : lab.hosts()) {
                hosts.put(new HostRow(host.id(), lab.id(), true));
                known.remove(host.id());
            }
        }
        hosts.all().stream()
                .filter(h -> known.contains(h.id()))
                .forEach(h -> hosts.put(new HostRow(h.id(), h.lab(), false)));
        vpods(tx, labs);
        return true;
    }

    private void vpods(Tx tx, List<Lab> labs) {
        Map<VpodId, VpodRow> known = new HashMap<>();
        new VpodTable(tx).statics().forEach(v -> known.put(v.id(), v));
        for (Lab lab : labs) {
            for (StaticVpod vpod : lab.vpods()) {
                Optional<Blueprint> plan = Blueprint.of(lab, vpod.host(), vpod.pod(), vpod.config());
                VpodRow row = known.remove(vpod.id());
                plan.ifPresent(p -> put(tx, lab, vpod, p, Optional.ofNullable(row)));
            }
        }
        known.values().stream()
                .filter(v -> v.state() != VpodState.GONE)
                .forEach(v -> new VpodTable(tx).save(configured(v, false)));
    }

    private void put(Tx tx, Lab lab, StaticVpod vpod, Blueprint plan, Optional<VpodRow> present) {
        VpodTable vpods = new VpodTable(tx);
        if (present.isEmpty()) {
            vpods.insert(VpodTable.planned(vpod.id(), lab.id(), VpodKind.STATIC, plan));
            tx.emit(EventDraft.of(EventType.VPOD_CREATED, Actor.SYSTEM)
                    .in(lab.id())
                    .vpod(vpod.id())
                    .with("host", vpod.host()));
            return;
        }
        VpodRow row = configured(present.get(), true);
        boolean bare = !row.busy() && !row.now().stands();
        if (bare && (row.state() == VpodState.NEW || row.state() == VpodState.GONE)) {
            Recovery.rebuild(tx, row.in(VpodState.NEW), plan);
        } else if (!row.busy() && row.state() == VpodState.FREE && work.outdated(row)) {
            work.takeBack(tx, row);
        } else {
            vpods.save(row);
        }
    }

    private static VpodRow configured(VpodRow row, boolean configured) {
        VpodRow.Site s = row.site();
        VpodRow.Site site =
                new VpodRow.Site(s.id(), s.lab(), s.host(), s.pod(), s.config(), s.kind(), s.demand(), configured);
        return new VpodRow(site, row.now(), row.care(), row.hand(), row.blueprint());
    }
}
