package io.laas.jenkins.page;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor.FormException;
import hudson.model.User;
import hudson.model.UserProperty;
import hudson.model.UserPropertyDescriptor;
import hudson.model.userproperty.UserPropertyCategory;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * A user's ssh keys and time zone, on the page Security of the user. It keeps nothing itself: both are in the database, where the
 * other faces of LaaS find them, and are read and written there each time. The user and administrators see it.
 */
public final class AccountProperty extends UserProperty {
    /** Returns the keys, one a line, for the form. */
    public String getKeys() {
        return JenkinsAccount.of(user).map(JenkinsAccount::keys).orElse("");
    }

    /** Returns the zone, for the form; empty if none is set. */
    public String getZone() {
        return JenkinsAccount.of(user).map(JenkinsAccount::zone).orElse("");
    }

    /** Returns why there is nothing to set, for the form; empty if there is. */
    public String getTrouble() {
        return LaasRuntime.get()
                .trouble()
                .orElseGet(() -> JenkinsAccount.of(user).isPresent() ? "" : Messages.AccountProperty_noAccount());
    }

    @Override
    public UserProperty reconfigure(StaplerRequest2 request, JSONObject form) throws FormException {
        if (form != null && form.has("keys") && getTrouble().isEmpty()) {
            take(form);
        }
        return this;
    }

    private void take(JSONObject form) throws FormException {
        JenkinsAccount account = JenkinsAccount.of(user).orElseThrow();
        try {
            account.set(form.getString("keys"), form.optString("zone"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new FormException(e.getMessage(), e, "keys");
        }
    }

    /** Describes it to Jenkins. */
    @Extension
    @Symbol("laasAccount")
    public static final class DescriptorImpl extends UserPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AccountProperty_displayName();
        }

        @Override
        public UserProperty newInstance(User user) {
            return new AccountProperty();
        }

        @Override
        public UserPropertyCategory getUserPropertyCategory() {
            return UserPropertyCategory.get(UserPropertyCategory.Security.class);
        }

        /** Says which line is not a public key. */
        @POST
        public FormValidation doCheckKeys(@QueryParameter String value) {
            JenkinsFacade.jenkins().checkPermission(Jenkins.READ);
            try {
                JenkinsAccount.parse(Util.fixNull(value));
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        /** Offers the zones there are. */
        @POST
        public ListBoxModel doFillZoneItems() {
            JenkinsFacade.jenkins().checkPermission(Jenkins.READ);
            ListBoxModel zones = new ListBoxModel();
            zones.add(Messages.AccountProperty_zoneOfBrowser(), "");
            new TreeSet<>(ZoneId.getAvailableZoneIds()).forEach(zones::add);
            return zones;
        }
    }
}
