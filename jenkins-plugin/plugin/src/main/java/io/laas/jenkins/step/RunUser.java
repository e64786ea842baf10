package io.laas.jenkins.step;

import hudson.AbortException;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.SecurityRealm;
import io.laas.engine.account.Caller;
import io.laas.engine.account.Right;
import io.laas.jenkins.access.JenkinsCallers;
import io.laas.model.Actor;
import io.laas.model.Channel;
import io.laas.model.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * For whom a run acts: the user who started it; else the user whom Jenkins runs it as; else the account of pipelines. What that user
 * may do is asked anew for each step, and a pipeline never gets more than booking and working on bookings, whoever started it.
 */
final class RunUser {
    private static final Set<Right> OF_PIPELINES = EnumSet.of(Right.VIEW, Right.BOOK, Right.EXTEND, Right.RESET);

    private RunUser() {}

    /**
     * Returns the run's user with the rights of this moment.
     *
     * @throws AbortException if that user is gone from Jenkins or has a name with which nobody starts runs
     */
    static Caller of(Run<?, ?> run, FlowExecution flow) throws AbortException {
        try {
            Authentication user = authentication(run, flow);
            Caller caller = new JenkinsCallers().of(user, Channel.PIPELINE);
            Set<Right> rights = EnumSet.copyOf(OF_PIPELINES);
            rights.retainAll(caller.rights());
            return new Caller(caller.actor(), rights);
        } catch (IllegalArgumentException e) {
            throw abort(e, "This run cannot use labs: " + e.getMessage());
        }
    }

    /** Returns the same user for what is done with a run's own booking whatever rights are left: giving it back. */
    static Caller givingBack(UserId owner) {
        return new Caller(Actor.of(owner, Channel.PIPELINE), EnumSet.of(Right.VIEW, Right.BOOK));
    }

    private static Authentication authentication(Run<?, ?> run, FlowExecution flow) throws AbortException {
        Cause.UserIdCause cause = run.getCause(Cause.UserIdCause.class);
        if (cause != null && cause.getUserId() != null) {
            JenkinsCallers.person(cause.getUserId());
            return starter(cause.getUserId());
        }
        Authentication runAs = flow.getAuthentication2();
        return runAs.equals(ACL.SYSTEM2) || ACL.isAnonymous2(runAs) ? pipelines() : runAs;
    }

    private static Authentication starter(String id) throws AbortException {
        User user = User.getById(id, false);
        if (user == null) {
            throw new AbortException(
                    "%s, who started this run, is not known to Jenkins any more; the run cannot act for nobody. Start it again."
                            .formatted(id));
        }
        try {
            return user.impersonate2();
        } catch (UsernameNotFoundException e) {
            throw abort(
                    e,
                    "%s, who started this run, may not log in to Jenkins any more; the run cannot act for nobody. Start it again."
                            .formatted(id));
        }
    }

    private static Authentication pipelines() {
        return new UsernamePasswordAuthenticationToken(
                PipelineAccount.ID.value(), "", List.of(SecurityRealm.AUTHENTICATED_AUTHORITY2));
    }

    private static AbortException abort(Exception cause, String message) {
        AbortException abort = new AbortException(message);
        abort.initCause(cause);
        return abort;
    }
}
