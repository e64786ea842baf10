package io.laas.jenkins.health;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.laas.model.operation.Leak;
import io.laas.model.operation.LeakKind;
import java.util.List;
import org.jenkinsci.Symbol;

/** Something stands on hosts that should not, or does not stand that should. */
@Extension
@Symbol("laasLeakMonitor")
public final class LeakMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.LeakMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !HealthWatch.health().leaks().isEmpty();
    }

    /** Returns what to tell, for the page. */
    public List<String> getSentences() {
        return HealthWatch.health().leaks().stream().map(LeakMonitor::sentence).toList();
    }

    private static String sentence(Leak leak) {
        return leak.kind() == LeakKind.MISSING
                ? Messages.LeakMonitor_missing(leak.vpod(), leak.host(), leak.name())
                : Messages.LeakMonitor_unknown(leak.resource(), leak.name(), leak.vpod(), leak.host());
    }
}
