package io.laas.jenkins.step.ssh;

import hudson.remoting.Pipe;
import hudson.remoting.VirtualChannel;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.MasterToSlaveCallable;

/** Lets one connection to a port of this machine's loopback end at an address that an agent reaches. */
final class AgentTunnel implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AgentTunnel.class.getName());
    private static final int PATIENCE_MILLIS = 30_000;
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "laas-tunnel"));

    private final ServerSocket server;
    private final VirtualChannel agent;
    private final String address;
    private final int port;
    private volatile Socket socket;

    private AgentTunnel(VirtualChannel agent, String address, int port) throws IOException {
        this.agent = agent;
        this.address = address;
        this.port = port;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    static AgentTunnel open(VirtualChannel agent, String address, int port) throws IOException {
        AgentTunnel tunnel = new AgentTunnel(agent, address, port);
        THREADS.execute(tunnel::serve);
        return tunnel;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        try (Socket accepted = server.accept()) {
            socket = accepted;
            server.close();
            Pipe there = Pipe.createLocalToRemote();
            Pipe back = Pipe.createRemoteToLocal();
            agent.callAsync(new Carry(address, port, there, back));
            THREADS.execute(() -> copy(accepted, there));
            try (InputStream in = back.getIn()) {
                in.transferTo(accepted.getOutputStream());
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The way through the agent to " + address + " ended", e);
        }
    }

    private static void copy(Socket from, Pipe to) {
        try (OutputStream out = to.getOut()) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The way to the agent ended", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket accepted = socket;
        if (accepted != null) {
            accepted.close();
        }
    }

    /** The end on the agent. */
    private static final class Carry extends MasterToSlaveCallable<Void, IOException> {
        private static final long serialVersionUID = 1L;

        private final String address;
        private final int port;
        private final Pipe there;
        private final Pipe back;

        Carry(String address, int port, Pipe there, Pipe back) {
            this.address = address;
            this.port = port;
            this.there = there;
            this.back = back;
        }

        @Override
        public Void call() throws IOException {
            try (Socket machine = new Socket();
                    OutputStream out = back.getOut()) {
                machine.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
                Thread sender = new Thread(() -> send(machine), "laas-tunnel to " + address);
                sender.setDaemon(true);
                sender.start();
                InputStream in = machine.getInputStream();
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
            return null;
        }

        private void send(Socket machine) {
            try (InputStream in = there.getIn()) {
                in.transferTo(machine.getOutputStream());
                machine.close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "The way to the machine ended", e);
            }
        }
    }
}
