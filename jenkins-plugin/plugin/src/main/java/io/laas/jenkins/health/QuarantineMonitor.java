package io.laas.jenkins.health;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import org.jenkinsci.Symbol;

/** Virtual pods wait for somebody to look at them. */
@Extension
@Symbol("laasQuarantineMonitor")
public final class QuarantineMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.QuarantineMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !getSentences().isEmpty();
    }

    /** Returns what to tell, for the page. */
    public List<String> getSentences() {
        return HealthWatch.health().quarantined();
    }
}
