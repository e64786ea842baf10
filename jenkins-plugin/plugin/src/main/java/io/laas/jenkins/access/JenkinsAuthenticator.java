package io.laas.jenkins.access;

import hudson.security.ACL;
import io.laas.engine.account.AccountService;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.jenkins.JenkinsFacade;
import io.laas.model.Channel;
import io.laas.web.auth.Authenticator;
import io.laas.web.auth.Session;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Knows callers of the API by Jenkins' own means: a session with a crumb, or a user's API token. */
public final class JenkinsAuthenticator implements Authenticator {
    private final AccountService accounts;
    private final JenkinsCallers callers;

    public JenkinsAuthenticator(AccountService accounts, JenkinsCallers callers) {
        this.accounts = accounts;
        this.callers = callers;
    }

    @Override
    public Session authenticate(ContainerRequestContext request) {
        Authentication user = Jenkins.getAuthentication2();
        if (ACL.isAnonymous2(user) && callers.rights(user).isEmpty()) {
            throw new ApiException(
                    401, "UNAUTHENTICATED", "Log in to Jenkins, or send your name and an API token of yours.");
        }
        Caller caller = callers.of(user, Channel.API);
        return new Session(
                caller,
                user.getName(),
                () -> JenkinsFacade.jenkins().getACL().hasPermission2(user, LaasPermissions.VIEW));
    }
}
