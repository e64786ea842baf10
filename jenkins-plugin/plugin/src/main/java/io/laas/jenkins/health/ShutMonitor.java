package io.laas.jenkins.health;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.POST;

/** The database could not be opened or brought to this version, or the configuration cannot be read: nothing can be booked. */
@Extension
@Symbol("laasShutMonitor")
public final class ShutMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.ShutMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return LaasRuntime.get().failed();
    }

    /** Returns the reason, for the page. */
    public String getReason() {
        return LaasRuntime.get().trouble().orElse("");
    }

    /** Tries once more to open it. */
    @POST
    public HttpResponse doRetry() {
        JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
        LaasRuntime.get().retry();
        return HttpRedirect.fromContextPath("/manage/");
    }
}
