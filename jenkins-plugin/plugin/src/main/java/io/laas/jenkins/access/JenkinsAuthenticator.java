package io.laas.jenkins.access;

import hudson.model.User;
import hudson.security.ACL;
import io.laas.engine.account.AccountService;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.UserId;
import io.laas.web.auth.Authenticator;
import io.laas.web.auth.Look;
import io.laas.web.auth.Session;
import io.laas.web.auth.Sessions;
import io.laas.web.auth.Speaker;
import io.laas.web.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.Set;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Knows callers of the API by Jenkins' own means: a session with a crumb, or a user's API token. Jenkins has looked at either
 * before the request comes here. What a call may do is what the user may do in Jenkins at that moment. Thread-safe.
 */
public final class JenkinsAuthenticator implements Authenticator {
    private static final Set<Right> TO_LOOK = EnumSet.of(Right.VIEW, Right.ACT_FOR);
    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String LOG_IN =
            "Log in to Jenkins, or send your Jenkins user name and an API token of yours in the header Authorization: Basic.";

    private final JenkinsCallers callers;
    private final Sessions sessions;

    public JenkinsAuthenticator(AccountService accounts, JenkinsCallers callers) {
        this.callers = callers;
        this.sessions = new Sessions(accounts, this::rightsOf, this::guests);
    }

    @Override
    public Session authenticate(ContainerRequestContext request) {
        Authentication user = Jenkins.getAuthentication2();
        Set<Right> rights = callers.rights(user);
        if (ACL.isAnonymous2(user)) {
            checkLooksOnly(rights, request);
        }
        boolean program = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        if (!program && request.getHeaderString(Sessions.CHANNEL) == null) {
            request.getHeaders().putSingle(Sessions.CHANNEL, Channel.WEB.name());
        }
        UserId name = person(user);
        return sessions.of(new Speaker(name, rights, user.getName(), () -> mayStillLook(user, rights)), request);
    }

    private static void checkLooksOnly(Set<Right> rights, ContainerRequestContext request) {
        if (rights.isEmpty()) {
            throw new ApiException(401, "UNAUTHENTICATED", LOG_IN);
        }
        if (!LOOKS.contains(request.getMethod())) {
            throw new ApiException(401, "UNAUTHENTICATED", "Whoever is not logged in may only look. " + LOG_IN);
        }
    }

    private static UserId person(Authentication user) {
        try {
            return JenkinsCallers.person(user.getName());
        } catch (IllegalArgumentException e) {
            throw new ApiException(403, "FORBIDDEN", e.getMessage());
        }
    }

    @Override
    public Set<Right> rights(UserId user) {
        return sessions.rightsOf(user);
    }

    /** Long-lived answers end when the user is removed, or loses what they were begun with: to see, or to speak for others. */
    private boolean mayStillLook(Authentication user, Set<Right> before) {
        boolean there = ACL.isAnonymous2(user) || User.getById(user.getName(), false) != null;
        Set<Right> now = there ? callers.rights(user) : Set.of();
        return there && TO_LOOK.stream().allMatch(right -> now.contains(right) || !before.contains(right));
    }

    /** Who has no account is who is not logged in: Jenkins' own permissions say whether they may look. */
    private Set<Look> guests() {
        return callers.rights(Jenkins.ANONYMOUS2).contains(Right.VIEW) ? EnumSet.allOf(Look.class) : Set.of();
    }

    /** Returns what somebody may do who is spoken for; nothing if Jenkins does not know the user (any more). */
    private Set<Right> rightsOf(UserId name) {
        User user = User.getById(name.value(), false);
        if (user == null) {
            return Set.of();
        }
        try {
            return callers.rights(user.impersonate2());
        } catch (UsernameNotFoundException e) {
            return Set.of();
        }
    }
}
