package io.laas.jenkins.health;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import org.jenkinsci.Symbol;

/** Hosts do not answer. */
@Extension
@Symbol("laasHostMonitor")
public final class HostMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.HostMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !getSentences().isEmpty();
    }

    /** Returns what to tell, for the page. */
    public List<String> getSentences() {
        return HealthWatch.health().unreachable();
    }
}
