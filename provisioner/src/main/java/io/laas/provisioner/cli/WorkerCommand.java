package io.laas.provisioner.cli;

import io.laas.model.Names;
import io.laas.model.lab.Lab;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.ProvisionerSettings;
import io.laas.provisioner.worker.ControllerAddress;
import io.laas.provisioner.worker.ControllerRefusal;
import io.laas.provisioner.worker.LabWorker;
import io.laas.provisioner.worker.WorkerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Works for a controller elsewhere until the process is asked to end. */
@Command(
        name = "worker",
        description =
                "Serves this lab for a controller elsewhere: tells it what the lab has, takes its operations, does them here.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WorkerCommand implements Callable<Integer> {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final int MAX_TOKEN = 1000;

    private final Surroundings here;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "the controller, such as https://lab.example.org/ or https://jenkins.example.org/laas/")
    private URI url;

    @Option(
            names = "--token-file",
            required = true,
            paramLabel = "FILE",
            description = "file with the worker's token, or USER:TOKEN of a Jenkins user; only its owner may read it")
    private Path tokenFile;

    @Option(names = "--lab", required = true, paramLabel = "FILE", description = "the lab file")
    private Path labFile;

    @Option(
            names = "--operations",
            paramLabel = "N",
            defaultValue = "4",
            description = "operations on pods at a time (default: ${DEFAULT-VALUE})")
    private int operations;

    @Option(names = "--ready", paramLabel = "SECONDS", description = "how long one machine may take to boot")
    private Optional<Integer> ready = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "name of the worker for people (default: the machine's)")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--insecure-http",
            description = "allow http:// to another machine: whoever listens on the way sees the token and the orders")
    private boolean insecure;

    WorkerCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        Lab lab = LabCommand.read(labFile);
        ProvisionerSettings patience = ready.map(s -> ProvisionerSettings.DEFAULT.withReady(Duration.ofSeconds(s)))
                .orElse(ProvisionerSettings.DEFAULT);
        try (Provisioner provisioner = new Provisioner(here.hypervisors(), here.clock(), patience);
                LabWorker worker = new LabWorker(address(), settings(), lab, provisioner, this::tell)) {
            Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "laas-shutdown"));
            if (!publish(worker, lab)) {
                return ExitCode.FAILED;
            }
            worker.start();
            worker.await();
            return ExitCode.OK;
        }
    }

    /** Returns whether the controller could be reached. */
    private boolean publish(LabWorker worker, Lab lab) throws InterruptedException {
        try {
            String text = Files.readString(labFile);
            worker.publish(
                    text, labFile.toAbsolutePath().normalize().getParent().toString());
            worker.watch(labFile, text);
        } catch (ControllerRefusal e) {
            throw new BadInput(
                    "the controller at %s does not take lab %s: %s".formatted(url, lab.id(), e.getMessage()));
        } catch (IOException e) {
            here.err()
                    .printf(
                            "laas: the controller at %s cannot be reached: %s; check the address and that it runs%n",
                            url, Names.clean(String.valueOf(e), 200));
            return false;
        }
        tell("serves lab %s for %s".formatted(lab.id(), url));
        return true;
    }

    private ControllerAddress address() {
        try {
            return new ControllerAddress(url, token(), insecure);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
    }

    private WorkerSettings settings() {
        try {
            return WorkerSettings.of(name.orElseGet(WorkerCommand::machine), operations);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
    }

    private String token() {
        try {
            Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
            open.retainAll(Files.getPosixFilePermissions(tokenFile));
            if (!open.isEmpty()) {
                throw new BadInput("%s can be read or written by others; run chmod 600 on it".formatted(tokenFile));
            }
            if (Files.size(tokenFile) > MAX_TOKEN) {
                throw new BadInput("%s is too long for a token file; it must hold one line".formatted(tokenFile));
            }
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new BadInput("the token file %s cannot be read: %s".formatted(tokenFile, e.getMessage()));
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }

    private synchronized void tell(String line) {
        here.out().println("laas worker: " + line);
        here.out().flush();
    }
}
