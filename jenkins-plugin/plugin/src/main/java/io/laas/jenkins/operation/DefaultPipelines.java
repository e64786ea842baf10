package io.laas.jenkins.operation;

import io.laas.model.operation.OperationKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The Pipeline texts that the plugin brings, one for each kind of operation. */
final class DefaultPipelines {
    private DefaultPipelines() {}

    static String text(OperationKind kind) {
        String resource = "pipelines/" + OperationJobs.name(kind) + ".groovy";
        try (InputStream stream = DefaultPipelines.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the plugin lacks its resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + resource, e);
        }
    }

    static String hash(String text) {
        String lines = text.replace("\r\n", "\n").strip();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String description(OperationKind kind) {
        String what = switch (kind) {
            case PROVISION -> "Makes virtual pods stand and proves that they work.";
            case RESET -> "Brings virtual pods back to their known state; the keys of their users stay.";
            case CLEAN ->
                "Brings virtual pods back to their known state after use and proves that nothing of the use is left.";
            case REMOVE -> "Takes virtual pods down entirely.";
            case ACCESS -> "Puts the present set of keys on the machines of virtual pods.";
            case MACHINE -> "Does something to one machine: its power, its known state, its image.";
            case SNAPSHOT -> "Saves the disks of machines as images of their own.";
            case CHECK -> "Looks whether every machine of a virtual pod answers on its networks.";
            case INSTALL -> "Puts software on the machines of virtual pods, as an installer says.";
        };
        return what + " Lab as a Service starts the runs; the Pipeline text may be changed or come from SCM.";
    }
}
