package io.laas.provisioner.bench;

import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.SshKey;
import io.laas.model.VpodId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import io.laas.model.operation.CancelSignal;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import io.laas.provisioner.Provisioner;
import io.laas.provisioner.libvirt.LibvirtHypervisors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The demo pod by the product and by the fastest shell script, turn and turn about in one run. Each turn of the product is
 * provision, reset, keep ready (clean and pause), hand over, remove; of the script up, reset, down. One turn of the same pod
 * by vagrant-libvirt goes before, where that is installed.
 *
 * <p>Arguments: lab file, directory of the guest image, the script, number of turns, the script for vagrant-libvirt.
 */
public final class PodsBench {
    private static final double NANOS = 1e9;
    private static final double ALLOWED = 1.1;

    private final PrintStream out = System.out;
    private final Figures product = new Figures();
    private final Figures script = new Figures();
    private final Figures vagrant = new Figures();
    private final Lab lab;
    private final Path guest;
    private final Path shell;
    private final Path vagrantShell;

    private PodsBench(Lab lab, Path guest, Path shell, Path vagrantShell) {
        this.lab = lab;
        this.guest = guest;
        this.shell = shell;
        this.vagrantShell = vagrantShell;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (!(LabFile.read(Path.of(args[0])) instanceof LabFileResult.Good good)) {
            throw new IllegalArgumentException("the bench needs a good lab file, " + args[0] + " is not");
        }
        new PodsBench(good.lab(), Path.of(args[1]), Path.of(args[2]), Path.of(args[4])).run(Integer.parseInt(args[3]));
    }

    private void run(int turns) throws IOException, InterruptedException {
        try (LibvirtHypervisors hypervisors = new LibvirtHypervisors();
                Provisioner provisioner = new Provisioner(hypervisors, InstantSource.system())) {
            out.println(
                    "guests run with " + provisioner.facts(lab.hosts().get(0)).accel());
            out.println("one turn of the product first, which is not counted (image upload, class loading)");
            productTurn(provisioner, new Figures());
            vagrantTurn();
            for (int turn = 1; turn <= turns; turn++) {
                out.println("turn " + turn + " of " + turns);
                scriptTurn(shell, script);
                productTurn(provisioner, product);
            }
        }
        report();
    }

    private void report() {
        out.println("by hand (virsh, qemu-img, genisoimage):");
        script.lines().forEach(out::println);
        List<String> vagrantLines = vagrant.lines();
        if (!vagrantLines.isEmpty()) {
            out.println("by vagrant-libvirt (one turn):");
            vagrantLines.forEach(out::println);
        }
        out.println("by the product (with its checks and proofs):");
        product.lines().forEach(out::println);
        compare(
                "provision to known state",
                product.median("provision"),
                script.median("answer") + script.median("frozen"));
        compare("reset", product.median("reset"), script.median("reset-answer"));
        double handOver = product.median("hand-over, all six answer");
        out.printf(
                Locale.ROOT,
                "hand-over of a ready pod until all six answer: %.2f s (wanted: under 1 s): %s%n",
                handOver,
                verdict(handOver < 1));
    }

    private void compare(String what, double ours, double theirs) {
        double ratio = ours / theirs;
        out.printf(
                Locale.ROOT,
                "%s: %.2f s to %.2f s by hand, factor %.2f (wanted: at most %.1f): %s%n",
                what,
                ours,
                theirs,
                ratio,
                ALLOWED,
                verdict(ratio <= ALLOWED));
    }

    private static String verdict(boolean held) {
        return held ? "held" : "NOT HELD";
    }

    private void productTurn(Provisioner provisioner, Figures figures) {
        VpodPlan plan = plan();
        time(provisioner, OperationKind.PROVISION, plan, "provision", figures);
        time(provisioner, OperationKind.RESET, plan, "reset", figures);
        time(provisioner, OperationKind.CLEAN, plan, "keep ready", figures);
        time(provisioner, OperationKind.PROVISION, plan, "hand-over", figures);
        time(provisioner, OperationKind.REMOVE, plan, "remove", figures);
    }

    private void time(Provisioner provisioner, OperationKind kind, VpodPlan plan, String stage, Figures figures) {
        Map<String, Long> done = new ConcurrentHashMap<>();
        long start = System.nanoTime();
        OperationOutcome outcome = provisioner.run(kind, plan, report -> note(report, done), CancelSignal.NEVER);
        double whole = (System.nanoTime() - start) / NANOS;
        if (!(outcome instanceof OperationOutcome.Succeeded)) {
            provisioner.run(OperationKind.REMOVE, plan, report -> {}, CancelSignal.NEVER);
            throw new IllegalStateException(stage + " did not succeed: " + outcome);
        }
        figures.add(stage, whole);
        if (done.containsKey("check")) {
            figures.add(stage + ", all six answer", (done.get("check") - start) / NANOS);
        }
    }

    private static void note(TaskReport report, Map<String, Long> done) {
        if (report.state() == TaskState.DONE) {
            done.putIfAbsent(report.task(), System.nanoTime());
        }
    }

    private void vagrantTurn() throws IOException, InterruptedException {
        out.println("one turn of vagrant-libvirt");
        if (!scriptTurn(vagrantShell, vagrant)) {
            out.println("vagrant-libvirt: not installed, left out");
        }
    }

    private boolean scriptTurn(Path path, Figures figures) throws IOException, InterruptedException {
        return new ScriptRun(path, guest, pod().jumpHost().memoryMiB()).into(figures);
    }

    private VpodPlan plan() {
        Host host = lab.hosts().get(0);
        Config config = lab.configs().get(0);
        Map<String, Image> images = pod().nodes().stream()
                .collect(Collectors.toMap(
                        NodeSpec::name, n -> lab.image(config.imageFor(n)).orElseThrow()));
        OwnerTag owner = new OwnerTag("laas-bench", new LabId(lab.id().value()), new VpodId("bench"), "", "");
        return new VpodPlan(owner, 1, host, pod(), config, images, List.of(key()));
    }

    private Pod pod() {
        return lab.pod(new PodId("demo")).orElseThrow();
    }

    /** A well-formed public key that nobody has the private half of. */
    private static SshKey key() {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer blob = ByteBuffer.allocate(4 + type.length + 4 + 32);
        blob.putInt(type.length).put(type).putInt(32);
        return new SshKey("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array()) + " bench");
    }
}
