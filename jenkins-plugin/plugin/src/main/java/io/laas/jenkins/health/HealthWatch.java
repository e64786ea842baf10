package io.laas.jenkins.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.laas.engine.Engine;
import io.laas.engine.lab.HostView;
import io.laas.engine.port.HostStatus;
import io.laas.engine.store.StoreException;
import io.laas.engine.vpod.Vpod;
import io.laas.engine.vpod.VpodState;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Collectors;

/**
 * Looks every minute how things stand, so that pages need not ask the database or hosts. Hosts are asked for leaks every tenth
 * time, and every time while there are some.
 */
@Extension
public final class HealthWatch extends AsyncPeriodicWork {
    private static final int LEAKS_EVERY = 10;

    private volatile Health health = Health.GOOD;
    private int looks;

    public HealthWatch() {
        super("Lab as a Service health");
    }

    /** Returns how things stood last. */
    public static Health health() {
        return ExtensionList.lookupSingleton(HealthWatch.class).health;
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) {
        try {
            look();
        } catch (LaasUnavailableException | StoreException e) {
            listener.error("Lab as a Service could not be looked at: " + e.getMessage());
        }
    }

    /** Looks now. */
    public synchronized void look() {
        Engine engine = LaasRuntime.get().engine();
        boolean askForLeaks = looks % LEAKS_EVERY == 0 || !health.leaks().isEmpty();
        looks++;
        List<HostView> hosts = engine.catalogue().hosts();
        List<Vpod> vpods = engine.vpods().list();
        health = new Health(
                unreachable(hosts),
                askForLeaks ? engine.reconciler().report().leaks() : health.leaks(),
                quarantined(vpods),
                new Health.Numbers(hosts.size(), engine.bookings().unfinished(), byState(vpods)));
    }

    private static Map<VpodState, Long> byState(List<Vpod> vpods) {
        return vpods.stream().collect(Collectors.groupingBy(Vpod::state, Collectors.counting()));
    }

    private static List<String> unreachable(List<HostView> hosts) {
        return hosts.stream()
                .filter(h -> h.status().state() == HostStatus.State.OFFLINE)
                .map(h -> h.host().id() + ": " + h.status().message())
                .toList();
    }

    private static List<String> quarantined(List<Vpod> vpods) {
        return vpods.stream()
                .filter(v -> v.state() == VpodState.QUARANTINED)
                .map(v -> v.id() + ": " + v.reason().orElse(""))
                .toList();
    }
}
