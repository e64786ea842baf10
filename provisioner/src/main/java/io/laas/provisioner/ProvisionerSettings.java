package io.laas.provisioner;

import io.laas.model.lab.Accel;
import io.laas.model.lab.Host;
import java.time.Duration;

/**
 * How patient and how parallel the provisioner is.
 *
 * @param parallelism machines worked on at a time in one operation
 * @param readyKvm how long one machine may take from its start until it is ready, under KVM
 * @param readyTcg the same where processors may be emulated
 * @param agentFirst how long to wait for the guest agent alone before trying the network as well; a try against a machine that
 *     is not up yet costs up to three seconds, because the host's ARP request stays unanswered
 * @param back how long a machine's agent may take to answer after the machine was resumed or brought back to its known state,
 *     or after its SSH server answered
 * @param answer how long an address may take to answer once its machine is ready
 */
public record ProvisionerSettings(
        int parallelism, Duration readyKvm, Duration readyTcg, Duration agentFirst, Duration back, Duration answer) {
    public static final ProvisionerSettings DEFAULT = new ProvisionerSettings(
            16,
            Duration.ofSeconds(90),
            Duration.ofSeconds(180),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20));

    private static final int SHARE = 5;

    /** Returns how long the machines may take when that many boot at a time: each further one adds a fifth. */
    Duration ready(Host host, int machines) {
        Duration one = host.bootLimit().orElse(host.accel() == Accel.KVM ? readyKvm : readyTcg);
        return one.plus(one.dividedBy(SHARE).multipliedBy(Math.max(0, machines - 1L)));
    }

    public ProvisionerSettings withReady(Duration ready) {
        return new ProvisionerSettings(parallelism, ready, ready, agentFirst, back, answer);
    }
}
