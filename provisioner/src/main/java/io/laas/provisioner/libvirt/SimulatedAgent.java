package io.laas.provisioner.libvirt;

import io.laas.model.operation.CancelSignal;
import io.laas.provisioner.guest.Guest;
import io.laas.provisioner.hypervisor.GuestResult;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/**
 * The guests of a simulated host, which are not there. One whose domain is running answers; every program ends well and does
 * nothing. Only what a return to the known state is proven by, the boot identity and the mark of use, is kept: in the domain's
 * metadata, which libvirt's test driver saves and brings back with its snapshots as it does everything else of a domain.
 */
final class SimulatedAgent implements Agent {
    static final String NAMESPACE = "urn:laas:simulated:1";
    private static final String PREFIX = "simulated";
    private static final String ELEMENT = "guest";
    private static final int METADATA_ELEMENT = 2;
    private static final int LIVE_AND_CONFIG = 3;
    private static final int LABEL = 3;
    private static final long LOOK_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private final Domains domains;

    SimulatedAgent(Domains domains) {
        this.domains = domains;
    }

    @Override
    public boolean answers(String domain) {
        return domains.ifPresent("asking whether machine " + domain + " runs", domain, (d, c) -> runs(d))
                .orElse(false);
    }

    /** Paused domains are active, too, but their guests stand still. */
    private static boolean runs(Domain domain) throws LibvirtException {
        return switch (domain.getInfo().state) {
            case VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_NOSTATE -> true;
            default -> false;
        };
    }

    @Override
    public boolean await(String domain, Duration timeout, CancelSignal cancel) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!cancel.isCancelled()) {
            if (answers(domain)) {
                return true;
            }
            long left = (deadline - System.nanoTime()) / NANOS_PER_MILLI;
            if (left <= 0) {
                return false;
            }
            Pause.millis(Math.min(left, LOOK_MILLIS));
        }
        return false;
    }

    @Override
    public GuestResult execute(String domain, List<String> argv, byte[] input, Duration timeout) {
        String label = argv.size() > LABEL ? argv.get(LABEL) : "";
        return domains.with("simulating a program in machine " + domain, domain, (d, c) -> {
            if (!runs(d)) {
                throw new HypervisorException(
                        Reason.AGENT, "Simulated machine %s does not run, so it executes nothing".formatted(domain));
            }
            return switch (label) {
                case Guest.PROOF -> ended(proof(d));
                case Guest.MARK -> ended(marked(d));
                default -> ended("");
            };
        });
    }

    private static GuestResult ended(String output) {
        return new GuestResult(0, output, "");
    }

    private static String proof(Domain domain) throws LibvirtException {
        State state = State.of(domain);
        if (state.boot().isEmpty()) {
            state = new State(UUID.randomUUID().toString(), state.mark());
            state.keep(domain);
        }
        return state.boot() + "\n" + state.mark();
    }

    private static String marked(Domain domain) throws LibvirtException {
        new State(State.of(domain).boot(), "simulated-mark-of-use").keep(domain);
        return "";
    }

    @Override
    public void setTime(String domain, Instant time) {
        // a guest that is not there has no clock
    }

    @Override
    public void freeze(String domain) {
        // a guest that is not there writes nothing
    }

    @Override
    public void thaw(String domain) {
        // a guest that is not there writes nothing
    }

    private record State(String boot, String mark) {
        static State of(Domain domain) throws LibvirtException {
            Optional<XmlNode> kept = XmlNode.parse(domain.getXMLDesc(0)).first("metadata/" + ELEMENT);
            return kept.map(k -> new State(k.attribute("boot"), k.attribute("mark")))
                    .orElse(new State("", ""));
        }

        void keep(Domain domain) throws LibvirtException {
            String document = new XmlWriter(ELEMENT, "boot", boot, "mark", mark).finish();
            domain.setMetadata(METADATA_ELEMENT, document, PREFIX, NAMESPACE, LIVE_AND_CONFIG);
        }
    }
}
