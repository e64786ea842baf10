package io.laas.jenkins.access;

import hudson.security.ACL;
import hudson.security.Permission;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.jenkins.JenkinsFacade;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.Names;
import io.laas.model.UserId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Tells in the engine's words who somebody in Jenkins is and what they may do at this moment. */
public final class JenkinsCallers {
    /** The account of pipelines: only runs act as it, whoever has a Jenkins account of that name does not. */
    public static final UserId PIPELINES = new UserId("laas-pipelines");

    private static final int MAX_NAME = 40;
    private static final Map<Permission, Right> RIGHTS = Map.of(
            LaasPermissions.VIEW, Right.VIEW,
            LaasPermissions.BOOK, Right.BOOK,
            LaasPermissions.EXTEND, Right.EXTEND,
            LaasPermissions.RESET, Right.RESET,
            LaasPermissions.MANAGE_BOOKINGS, Right.MANAGE_BOOKINGS,
            LaasPermissions.MANAGE_LABS, Right.MANAGE_LABS,
            LaasPermissions.ACT_FOR, Right.ACT_FOR,
            LaasPermissions.SERVE_LAB, Right.SERVE_LAB);

    private final Predicate<String> bots;

    /** Goes by permissions alone. */
    public JenkinsCallers() {
        this(name -> false);
    }

    /** Goes by permissions; accounts that {@code bots} knows may speak for others besides. */
    public JenkinsCallers(Predicate<String> bots) {
        this.bots = bots;
    }

    /**
     * Returns what the user may do. Who is not logged in may look at most, whatever is granted to them: a change is somebody's, and
     * they cannot be told from one another.
     */
    public Set<Right> rights(Authentication user) {
        Set<Right> rights = granted(user);
        if (ACL.isAnonymous2(user)) {
            rights.retainAll(EnumSet.of(Right.VIEW));
        }
        return rights;
    }

    private Set<Right> granted(Authentication user) {
        ACL acl = JenkinsFacade.jenkins().getACL();
        Set<Right> rights = EnumSet.noneOf(Right.class);
        RIGHTS.forEach((permission, right) -> {
            if (acl.hasPermission2(user, permission)) {
                rights.add(right);
            }
        });
        if (!ACL.isAnonymous2(user) && bots.test(user.getName())) {
            rights.add(Right.ACT_FOR);
        }
        return Right.withImplied(rights);
    }

    /**
     * Returns the user as a caller.
     *
     * @throws IllegalArgumentException if the user's name has characters that LaaS cannot keep, or stands for who is forgotten
     */
    public Caller of(Authentication user, Channel channel) {
        return new Caller(Actor.of(userId(user.getName()), channel), rights(user));
    }

    /**
     * Returns whoever looks at the present page or sent the present form.
     *
     * @throws IllegalArgumentException if the user's name is not one of a person
     */
    public Caller current() {
        Authentication user = Jenkins.getAuthentication2();
        return new Caller(Actor.of(person(user.getName()), Channel.WEB), rights(user));
    }

    /** Returns the present user's name for LaaS; empty if it is one that LaaS cannot keep. */
    public Optional<UserId> currentUser() {
        try {
            return Optional.of(person(Jenkins.getAuthentication2().getName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the name of a Jenkins user who is logged in, or in whose name somebody calls or has started a run.
     *
     * @throws IllegalArgumentException if it has characters that LaaS cannot keep, or is a name that is nobody's: of pipelines, or of who is forgotten
     */
    public static UserId person(String name) {
        UserId user = userId(name);
        if (user.value().equalsIgnoreCase(PIPELINES.value())) {
            throw new IllegalArgumentException(
                    ("%s is the account of pipelines of Lab as a Service, which gets onto the machines of every pipeline; nobody is"
                                    + " let in under that name. Use another account.")
                            .formatted(user));
        }
        return user;
    }

    /**
     * Returns the name of a Jenkins user for LaaS.
     *
     * @throws IllegalArgumentException if it has characters that LaaS cannot keep, or stands for who is forgotten
     */
    public static UserId userId(String name) {
        UserId user = kept(name);
        if (user.value().equalsIgnoreCase(UserId.FORGOTTEN.value())) {
            throw new IllegalArgumentException(
                    ("%s stands for people whom Lab as a Service has forgotten; nobody is let in under that name. Use another"
                                    + " account.")
                            .formatted(user));
        }
        return user;
    }

    private static UserId kept(String name) {
        try {
            return new UserId(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    ("The Jenkins user name '%s' cannot be used with Lab as a Service: a name begins with a letter or digit and has"
                                    + " letters, digits and . _ @ + - only, at most 128. Ask an administrator for an account with such"
                                    + " a name.")
                            .formatted(Names.clean(name, MAX_NAME)),
                    e);
        }
    }
}
