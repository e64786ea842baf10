package io.laas.jenkins.step.ssh;

import hudson.remoting.VirtualChannel;
import io.laas.model.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * A connection to a machine of a pod, by way of an agent and of the jump host where need be. The protocol is spoken here; the agent
 * carries bytes and the jump host does too, so neither gets the key. For one thread; {@link #close} from any.
 */
public final class Link implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Link.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHORT = 8192;

    private final HostKeys hostKeys;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile String refused = "";
    private ClientSession session;

    private Link(HostKeys hostKeys) {
        this.hostKeys = hostKeys;
    }

    /**
     * Connects.
     *
     * @param agent from where the machine is reached; null: from here
     * @param jump the machine that is reached directly; the same as {@code machine} if that is the one
     */
    public static Link open(HostKeys hostKeys, VirtualChannel agent, Machine jump, Machine machine) throws IOException {
        Link link = new Link(hostKeys);
        try {
            link.connect(agent, jump, machine);
            return link;
        } catch (IOException | RuntimeException e) {
            link.close();
            if (!link.refused.isEmpty()) {
                throw new MachineException(link.refused);
            }
            throw new IOException(
                    "Machine %s cannot be reached as %s by ssh: %s"
                            .formatted(machine.name(), machine.user(), e.getMessage()),
                    e);
        }
    }

    private void connect(VirtualChannel agent, Machine jump, Machine machine) throws IOException {
        SshdSocketAddress first = new SshdSocketAddress(jump.address(), jump.port());
        if (agent != null) {
            AgentTunnel tunnel = AgentTunnel.open(agent, jump.address(), jump.port());
            opened.push(tunnel);
            first = new SshdSocketAddress("127.0.0.1", tunnel.port());
        }
        session = login(jump, first);
        if (!machine.name().equals(jump.name())) {
            var forward = session.createLocalPortForwardingTracker(
                    new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(machine.address(), machine.port()));
            opened.push(forward);
            session = login(machine, forward.getBoundAddress());
        }
    }

    private ClientSession login(Machine machine, SshdSocketAddress at) throws IOException {
        AttributeRepository context =
                AttributeRepository.ofKeyValuePair(SshClients.EXPECTED, key -> accepts(machine, key));
        ClientSession login = SshClients.client()
                .connect(machine.user(), at.getHostName(), at.getPort(), context)
                .verify(PATIENCE)
                .getSession();
        opened.push(login);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(login, PATIENCE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(login, 2);
        login.addPublicKeyIdentity(PipelineKey.get().pair());
        login.auth().verify(PATIENCE);
        return login;
    }

    private boolean accepts(Machine machine, PublicKey key) {
        boolean known = hostKeys.accepts(machine.name(), key);
        if (!known) {
            refused =
                    "Machine %s shows the host key %s, not the one it showed before in this booking. Somebody else may answer in its place; if it was made anew, reset or release the booking."
                            .formatted(machine.name(), KeyUtils.getFingerPrint(key));
        }
        return known;
    }

    /**
     * Runs a command and returns its exit code.
     *
     * @param input what it reads
     * @throws IOException if the connection is lost before the command ends
     */
    int run(String command, byte[] input, OutputStream out, OutputStream err) throws IOException {
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setIn(new ByteArrayInputStream(input));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
            Integer code = channel.getExitStatus();
            if (code == null) {
                throw new IOException("the connection was lost");
            }
            return code;
        }
    }

    /** Runs a short command and returns what it writes, at most some thousand bytes, without the last line break. */
    String ask(String command, byte[] input) throws IOException {
        return ask(command, input, SHORT);
    }

    /**
     * Runs a command and returns what it writes, without the last line break.
     *
     * @param most bytes it may write
     * @throws MachineException if it writes more
     */
    String ask(String command, byte[] input, int most) throws IOException {
        Bounded out = new Bounded(most, true);
        Bounded err = new Bounded(SHORT, false);
        int code;
        try {
            code = run(command, input, out, err);
        } catch (IOException e) {
            throw out.isFull() ? tooMuch(most) : e;
        }
        if (out.isFull()) {
            throw tooMuch(most);
        }
        if (code != 0) {
            throw new IOException("a command on the machine ended with %d: %s"
                    .formatted(code, Names.clean(err.toString(StandardCharsets.UTF_8), 200)));
        }
        return out.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static MachineException tooMuch(int most) {
        return new MachineException("the machine sent more than the %d bytes that are taken from it".formatted(most));
    }

    /**
     * Starts a program that is talked to; it ends with the link.
     *
     * @param err for what it writes to standard error
     */
    AgentProgram.Talk talk(String command, OutputStream err) throws IOException {
        ChannelExec channel = session.createExecChannel(command);
        opened.push(channel);
        channel.setErr(err);
        channel.open().verify(PATIENCE);
        return new AgentProgram.Talk(channel.getInvertedOut(), channel.getInvertedIn());
    }

    @Override
    public void close() {
        for (AutoCloseable one = opened.poll(); one != null; one = opened.poll()) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.log(Level.FINE, "A connection could not be closed", e);
            }
        }
    }
}
