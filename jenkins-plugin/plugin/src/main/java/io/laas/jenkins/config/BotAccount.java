package io.laas.jenkins.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.User;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.laas.jenkins.JenkinsFacade;
import io.laas.model.UserId;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * A Jenkins account with whose API token a chat bot calls. It may speak for users who linked their chat account, with their
 * permissions, and needs none of its own.
 */
public final class BotAccount extends AbstractDescribableImpl<BotAccount> {
    private static final Set<String> NOBODY = Set.of(ACL.SYSTEM_USERNAME, ACL.ANONYMOUS_USERNAME);

    private final String user;

    @DataBoundConstructor
    public BotAccount(String user) {
        this.user = Util.fixNull(user).strip();
    }

    public String getUser() {
        return user;
    }

    boolean is(String account) {
        return User.idStrategy().equals(user, account);
    }

    /**
     * Looks whether it can be somebody's name.
     *
     * @throws IllegalArgumentException if not
     */
    void requireUsable() {
        if (user.isEmpty()) {
            throw new IllegalArgumentException(Messages.BotAccount_unnamed());
        }
        if (NOBODY.stream().anyMatch(this::is)) {
            throw new IllegalArgumentException(Messages.BotAccount_unusable(user));
        }
        new UserId(user);
    }

    /** Describes it to Jenkins. */
    @Extension
    @Symbol("laasBot")
    public static final class DescriptorImpl extends Descriptor<BotAccount> {
        @Override
        public String getDisplayName() {
            return Messages.BotAccount_displayName();
        }

        /** Says whether the account is there and not one that may do too much. */
        @POST
        public FormValidation doCheckUser(@QueryParameter String value) {
            JenkinsFacade.jenkins().checkPermission(Jenkins.ADMINISTER);
            BotAccount bot = new BotAccount(value);
            try {
                bot.requireUsable();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
            return looked(bot.user);
        }

        private static FormValidation looked(String name) {
            User found = User.getById(name, false);
            if (found == null) {
                return FormValidation.warning(Messages.BotAccount_notThere(name));
            }
            try {
                return JenkinsFacade.jenkins().getACL().hasPermission2(found.impersonate2(), Jenkins.ADMINISTER)
                        ? FormValidation.warning(Messages.BotAccount_administers(name))
                        : FormValidation.ok();
            } catch (UsernameNotFoundException e) {
                return FormValidation.warning(Messages.BotAccount_notThere(name));
            }
        }
    }
}
