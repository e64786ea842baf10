package io.laas.provisioner.cli;

import io.laas.model.SshKey;
import io.laas.model.VpodId;
import io.laas.model.lab.Host;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.StaticVpod;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodDetails;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeSpec;
import io.laas.model.pod.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which pod, made of what, where and for whom. */
final class PodOptions {
    /** Controller of things made by hand: a server with another identity never touches them. */
    static final String BY_HAND = "by-hand";

    @Option(names = "--lab", required = true, paramLabel = "FILE", description = "the lab file")
    private Path lab;

    @Option(names = "--pod", required = true, paramLabel = "NAME", description = "the pod")
    private String pod;

    @Option(names = "--config", paramLabel = "NAME", description = "the config; the first that fits otherwise")
    private Optional<String> config = Optional.empty();

    @Option(names = "--host", paramLabel = "NAME", description = "the host; the static vpod's or the first otherwise")
    private Optional<String> host = Optional.empty();

    @Option(names = "--vpod", paramLabel = "NAME", description = "name of the virtual pod; the pod's name otherwise")
    private Optional<String> vpod = Optional.empty();

    @Option(
            names = "--index",
            paramLabel = "N",
            defaultValue = "0",
            description = "address range on the host, 0 …; vpods that stand at the same time need different ones")
    private int index;

    @Option(names = "--key", paramLabel = "FILE", description = "public key file that may log in; may be repeated")
    private List<Path> keys = List.of();

    @Option(
            names = "--controller",
            paramLabel = "ID",
            defaultValue = BY_HAND,
            description = "whose things these are (default: ${DEFAULT-VALUE})")
    private String controller;

    VpodPlan plan() {
        Lab read = LabCommand.read(lab);
        Pod chosen = Choice.pod(read, pod);
        Optional<StaticVpod> fixed = vpod.map(Choice::vpodId).flatMap(read::vpod);
        Config software = config.map(c -> Choice.config(read, c))
                .or(() -> fixed.flatMap(f -> read.config(f.config())))
                .orElseGet(() -> Choice.firstConfig(read, chosen));
        Host where = host.map(h -> Choice.host(read, h))
                .or(() -> fixed.flatMap(f -> read.host(f.host())))
                .or(() -> read.hosts().stream().findFirst())
                .orElseThrow(() -> new BadInput("the lab file has no hosts; add one"));
        Map<String, Image> images =
                chosen.nodes().stream().collect(Collectors.toMap(NodeSpec::name, n -> Choice.image(read, software, n)));
        VpodId name = Choice.vpodId(vpod.orElse(pod));
        OwnerTag owner = new OwnerTag(controller, read.id(), name, "", "");
        try {
            return new VpodPlan(owner, index, where, chosen, software, images, sshKeys(), details(read, where))
                    .withIsos(software.isos().stream()
                            .map(i -> read.iso(i).orElseThrow())
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage());
        }
    }

    private PodDetails details(Lab read, Host where) {
        return new PodDetails(controller, read.contact(), read.title(), where.id() + ", " + read.zone(), "");
    }

    private List<SshKey> sshKeys() {
        return keys.stream().map(PodOptions::sshKey).toList();
    }

    private static SshKey sshKey(Path file) {
        try {
            return new SshKey(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new BadInput("key file %s cannot be read: %s"
                    .formatted(file, e.getClass().getSimpleName()));
        } catch (IllegalArgumentException e) {
            throw new BadInput("key file %s: %s".formatted(file, e.getMessage()));
        }
    }
}
