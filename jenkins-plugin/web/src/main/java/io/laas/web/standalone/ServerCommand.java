package io.laas.web.standalone;

import io.laas.model.lab.Lab;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.ProvisionerSettings;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import io.laas.web.auth.Look;
import io.laas.web.auth.RateLimit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until the process is asked to end. */
@Command(
        name = "server",
        description = "Serves the API and the pages; operations run in this process.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {
    static final String VERSION = "0.1.0";

    private static final int BAD_INPUT = 2;
    private static final String DATABASE_PASSWORD = "LAAS_DATABASE_PASSWORD";

    private final InstantSource clock;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--lab",
            paramLabel = "FILE",
            description = "Lab file; may be given several times. Default: lab.yaml in the data directory.")
    private List<Path> labs = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.local/share/laas",
            description = "Where bookings are kept. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8920",
            description = "TCP port, 0 for any. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}")
    private String bind;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            defaultValue = "3000",
            description = "How often one token may call, 0 for no limit. Default: ${DEFAULT-VALUE}")
    private int requestsPerMinute;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "8",
            description = "Operations on pods at a time. Default: ${DEFAULT-VALUE}")
    private int operations;

    @Option(
            names = "--ready",
            paramLabel = "SECONDS",
            description = "How long one machine may take to boot; each further one of a pod adds a fifth. "
                    + "Default: 90 with KVM, 180 where processors may be emulated")
    private Optional<Integer> readySeconds = Optional.empty();

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long the worker of a lab elsewhere may be silent before its operations are given out again, "
                            + "10 to 600. Default: ${DEFAULT-VALUE}")
    private int leaseSeconds;

    @Option(
            names = "--tick",
            paramLabel = "MILLISECONDS",
            defaultValue = "1000",
            description = "How often the engine looks what is due. Default: ${DEFAULT-VALUE}")
    private long tickMillis;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "PostgreSQL instead of the file in the data directory; the password comes from "
                    + DATABASE_PASSWORD + ".")
    private String database;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "laas",
            description = "Default: ${DEFAULT-VALUE}")
    private String databaseUser;

    @Option(
            names = "--public",
            paramLabel = "WHAT",
            split = ",",
            description = "What people without an account may look at who come through a chat: pods, bookings, or both "
                    + "with a comma. Default: nothing")
    private List<Look> guests = List.of();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Directory of jars that add to the workflow. Default: none")
    private Optional<Path> plugins = Optional.empty();

    @Option(
            names = "--new-admin-token",
            description = "Make a further admin token and write it to admin-token in the data directory.")
    private boolean newAdminToken;

    ServerCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Labs files = new Labs(labs, data);
            serve(files);
            return 0;
        } catch (StartException e) {
            e.sentences().forEach(line -> err.println("laas server: " + line));
            err.flush();
            return BAD_INPUT;
        }
    }

    private void serve(Labs files) throws InterruptedException {
        List<Lab> configured = files.read();
        LibvirtHypervisors hypervisors = new LibvirtHypervisors();
        Provisioner provisioner = new Provisioner(hypervisors, clock, patience());
        ProvisionerOperations work = new ProvisionerOperations(provisioner, operations);
        CountDownLatch over = new CountDownLatch(1);
        try (hypervisors;
                provisioner;
                work;
                Plugins loaded = Plugins.in(plugins);
                Server server =
                        Server.start(settings(additions(files, loaded)), configured, files.places(), work, clock)) {
            server.announce(spec.commandLine().getOut());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, work, over), "laas-shutdown"));
            over.await();
        }
    }

    private static void end(Server server, ProvisionerOperations work, CountDownLatch over) {
        server.close();
        work.close();
        over.countDown();
    }

    private static Additions additions(Labs files, Plugins loaded) {
        return new Additions(files.directories(), loaded.providers());
    }

    private ServerSettings settings(Additions additions) {
        return new ServerSettings(
                data,
                ServerSettings.database(database, databaseUser, System.getenv(DATABASE_PASSWORD)),
                new ServerSettings.Address(bind, port),
                limit(),
                Duration.ofMillis(tickMillis),
                Duration.ofSeconds(leaseSeconds),
                newAdminToken,
                additions,
                Set.copyOf(guests));
    }

    private ProvisionerSettings patience() {
        readySeconds.filter(s -> s < 1).ifPresent(s -> {
            throw new StartException("--ready must be 1 or more seconds, was " + s);
        });
        return readySeconds
                .map(s -> ProvisionerSettings.DEFAULT.withReady(Duration.ofSeconds(s)))
                .orElse(ProvisionerSettings.DEFAULT);
    }

    private RateLimit limit() {
        try {
            return new RateLimit(requestsPerMinute, Math.max(1, requestsPerMinute / 10));
        } catch (IllegalArgumentException e) {
            throw new StartException(e.getMessage());
        }
    }
}
