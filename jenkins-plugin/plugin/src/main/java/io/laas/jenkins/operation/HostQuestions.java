package io.laas.jenkins.operation;

import hudson.remoting.Future;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineLook;
import io.laas.engine.port.MachineView;
import io.laas.jenkins.operation.Places.Place;
import io.laas.jenkins.operation.work.HostCall;
import io.laas.jenkins.operation.work.LookCall;
import io.laas.jenkins.operation.work.UseCall;
import io.laas.jenkins.operation.work.Workshops;
import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.VpodPlan;
import io.laas.model.use.PodUse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.MasterToSlaveCallable;

/** Asks hosts through the agents next to them; takes no executor of theirs. Thread-safe. */
final class HostQuestions {
    private static final Logger LOG = Logger.getLogger(HostQuestions.class.getName());
    private static final Duration SHORT = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofMinutes(10);

    HostStatus probe(Host host) {
        try {
            return HostCall.status(ask(host, HostCall.probe(Workshops.get(), host), SHORT));
        } catch (HostUnreachableException e) {
            return new HostStatus(HostStatus.State.OFFLINE, Accel.AUTO, e.getMessage());
        }
    }

    List<HostedThing> inventory(Host host, String controller) {
        return HostCall.things(host, ask(host, HostCall.inventory(Workshops.get(), host, controller), SHORT));
    }

    void purge(Host host, OwnerTag owner) {
        HostCall.things(host, ask(host, HostCall.purge(Workshops.get(), host, owner), LONG));
    }

    MachineView look(VpodPlan plan, String machine, MachineLook look) {
        return LookCall.view(plan.host(), ask(plan.host(), new LookCall(Workshops.get(), plan, machine, look), SHORT));
    }

    PodUse use(VpodPlan plan) {
        return UseCall.use(plan.host(), ask(plan.host(), new UseCall(Workshops.get(), plan), SHORT));
    }

    List<String> snapshotFiles(Host host, String controller) {
        return HostCall.files(host, ask(host, HostCall.snapshotFiles(Workshops.get(), host, controller), SHORT));
    }

    void discardSnapshotFiles(Host host, List<String> files) {
        HostCall.things(host, ask(host, HostCall.discardSnapshotFiles(Workshops.get(), host, files), LONG));
    }

    ImageStock images(Host host, ImageQuestion question) {
        return HostCall.stock(host, ask(host, HostCall.images(Workshops.get(), host, question), LONG));
    }

    private static String ask(Host host, MasterToSlaveCallable<String, RuntimeException> question, Duration patience) {
        HostUnreachableException trouble = null;
        for (Place place : placesFor(host)) {
            try {
                return ask(host, place, question, patience);
            } catch (HostUnreachableException e) {
                LOG.log(Level.FINE, "the next place is asked", e);
                trouble = e;
            }
        }
        throw trouble == null ? nobody(host) : trouble;
    }

    private static String ask(
            Host host, Place place, MasterToSlaveCallable<String, RuntimeException> question, Duration patience) {
        Future<String> answer = null;
        try {
            answer = place.channel().callAsync(question);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HostUnreachableException(
                    host.id(), "%s gave no answer within %d s".formatted(place.name(), patience.toSeconds()), e);
        } catch (IOException | ExecutionException e) {
            throw new HostUnreachableException(host.id(), "%s could not ask it: %s".formatted(place.name(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostUnreachableException(host.id(), "Jenkins is shutting down", e);
        }
    }

    private static List<Place> placesFor(Host host) {
        if (host.agentLabel().isEmpty()) {
            return Places.controllerAllowed() ? List.of(Places.controller()) : List.of();
        }
        return Places.withLabel(host.agentLabel());
    }

    private static HostUnreachableException nobody(Host host) {
        return new HostUnreachableException(host.id(), missing(host.agentLabel()), null);
    }

    private static String missing(String label) {
        if (label.isEmpty()) {
            return "it has no agent-label and work in the controller's process is not allowed; give it the label of an agent"
                    + " next to it in the lab file, or allow operations on the controller under Manage Jenkins, Lab as a Service";
        }
        return Places.exists(label)
                ? "no agent with label '%s' is connected; bring one online".formatted(label)
                : "Jenkins has no agent with label '%s'; add one next to the host, or correct its agent-label in the lab file"
                        .formatted(label);
    }
}
