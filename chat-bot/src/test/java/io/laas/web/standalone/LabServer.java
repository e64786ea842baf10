package io.laas.web.standalone;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.account.IssuedToken;
import io.laas.engine.account.NewToken;
import io.laas.engine.account.Right;
import io.laas.engine.port.PodOperations;
import io.laas.model.UserId;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.web.auth.Look;
import io.laas.web.auth.RateLimit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The real stand-alone server, for tests of what stands outside of it; it can be stopped and started again at the same address. */
public final class LabServer implements AutoCloseable {
    private static final String LAB = """
            lab: {name: lab1, title: Test lab, contact: tests, zone: UTC}
            hosts:
              - {name: big, uri: 'qemu+unix:///system?socket=/nowhere/libvirt-sock', accel: auto, cores: 64, memory: 256G, disk: 8T, storage: /var/lib/laas/pool, addresses: 10.80.0.0/16}
            images:
              - {name: laas-guest, file: laas-guest.qcow2, os: debian, user: laas}
            pods:
              - name: pharos-virtual
                description: Jump host and one node
                networks: [{name: admin, addressing: dhcp}]
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 256M, disk: 4G, networks: [admin]}
                  - {name: node, cores: 1, memory: 256M, disk: 4G, networks: [admin]}
              - name: whale
                description: So large that one fits at a time
                networks: [{name: admin, addressing: dhcp}]
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 140G, disk: 4G, networks: [admin]}
              - name: precious
                description: Somebody has to approve it
                networks: [{name: admin, addressing: dhcp}]
                machines:
                  - {name: jump, role: jumphost, cores: 1, memory: 256M, disk: 4G, networks: [admin]}
            configs:
              - {name: hello, image: laas-guest, installer: hello-world}
            policy: {default-length: 4h, min-length: 10m, max-length: 3d, max-extension: 2d, cleaning: 5m, max-active: 100, max-future: 100, reminders: [2h], offer-stands: 15m, approval: {pods: [precious], approvers: [carol]}, idle: {after: 10m, grace: 10m}}
            """;

    /** Jersey tells at each start that resources are no providers, which they are not meant to be. */
    private static final java.util.logging.Logger JERSEY = java.util.logging.Logger.getLogger("org.glassfish.jersey");

    static {
        JERSEY.setLevel(java.util.logging.Level.SEVERE);
    }

    private final Path data;
    private final PodOperations pods;
    private final InstantSource clock;
    private Server server;
    private int port;
    private Set<Look> guests = Set.of();

    public LabServer(Path data, PodOperations pods, InstantSource clock) {
        this.data = data;
        this.pods = pods;
        this.clock = clock;
        start();
    }

    /** Starts it, the second time where it was. */
    public void start() {
        ServerSettings.Address address = new ServerSettings.Address("127.0.0.1", port);
        ServerSettings settings =
                ServerSettings.of(data).withLimit(RateLimit.NONE).withTick(Duration.ofMillis(20));
        ServerSettings placed = new ServerSettings(
                settings.data(),
                settings.database(),
                address,
                settings.limit(),
                settings.tick(),
                settings.lease(),
                false,
                settings.additions(),
                guests);
        server = Server.start(placed, List.of(lab()), pods, clock);
        port = server.uri().getPort();
    }

    /** Starts it again with something to look at for people without an account. */
    public void open(Look... looks) {
        stop();
        guests = Set.of(looks);
        start();
    }

    public void stop() {
        server.close();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static Lab lab() {
        LabFileResult result = LabFile.parse(LAB, "lab.yaml", Path.of("").toAbsolutePath());
        if (result instanceof LabFileResult.Good good) {
            return good.lab();
        }
        throw new IllegalStateException(result.toString());
    }

    /** Makes a token of a user with rights. */
    public String token(String user, Right... rights) {
        NewToken wanted = new NewToken(new UserId(user), "test", Set.of(rights));
        return ((Answer.Done<IssuedToken>) server.engine().accounts().issue(wanted, Caller.SYSTEM))
                .value()
                .secret();
    }

    /** Revokes all tokens of a user, which closes the account. */
    public void close(String user) {
        var accounts = server.engine().accounts();
        accounts.tokens(Caller.SYSTEM).stream()
                .filter(t -> t.user().value().equals(user))
                .forEach(t -> accounts.revoke(t.id(), Caller.SYSTEM));
    }

    @Override
    public void close() {
        server.close();
    }
}
