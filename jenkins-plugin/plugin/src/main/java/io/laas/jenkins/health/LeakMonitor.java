package io.laas.jenkins.health;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
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
        return !getSentences().isEmpty();
    }

    /** Returns what to tell, for the page. */
    public List<String> getSentences() {
        return HealthWatch.health().leaks();
    }
}
