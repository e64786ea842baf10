package io.laas.jenkins.access;

import hudson.security.ACL;
import hudson.security.Permission;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.jenkins.JenkinsFacade;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.UserId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;

/** Tells in the engine's words who somebody in Jenkins is and what they may do at this moment. */
public final class JenkinsCallers {
    private static final Map<Permission, Right> RIGHTS = Map.of(
            LaasPermissions.VIEW, Right.VIEW,
            LaasPermissions.BOOK, Right.BOOK,
            LaasPermissions.EXTEND, Right.EXTEND,
            LaasPermissions.RESET, Right.RESET,
            LaasPermissions.MANAGE_BOOKINGS, Right.MANAGE_BOOKINGS,
            LaasPermissions.MANAGE_LABS, Right.MANAGE_LABS,
            LaasPermissions.ACT_FOR, Right.ACT_FOR);

    /** Returns what the user may do. Whoever may do anything may see as well. */
    public Set<Right> rights(Authentication user) {
        ACL acl = JenkinsFacade.jenkins().getACL();
        Set<Right> rights = EnumSet.noneOf(Right.class);
        RIGHTS.forEach((permission, right) -> {
            if (acl.hasPermission2(user, permission)) {
                rights.add(right);
            }
        });
        if (!rights.isEmpty()) {
            rights.add(Right.VIEW);
        }
        return rights;
    }

    /**
     * Returns the user as a caller.
     *
     * @throws IllegalArgumentException if the user's name has characters that LaaS cannot keep
     */
    public Caller of(Authentication user, Channel channel) {
        return new Caller(Actor.of(new UserId(user.getName()), channel), rights(user));
    }
}
