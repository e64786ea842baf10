package io.laas.provisioner.cli;

import io.laas.model.PodId;
import io.laas.model.descriptor.PodEntry;
import io.laas.model.lab.LabProblem;
import io.laas.model.lab.PdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A pod of a lab file, made of a PDF. */
final class PodImport {
    private static final int MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "PDF", description = "the pod descriptor file")
    private Path pdf;

    @Option(
            names = "--idf",
            paramLabel = "FILE",
            description = "the installer descriptor file; idf-PDF beside the PDF otherwise, if there is one")
    private Optional<Path> idf = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "what the pod is called; the PDF's name otherwise")
    private Optional<String> name = Optional.empty();

    @Option(names = "--subnets", description = "keep the subnets of the files; hosts give each pod its own otherwise")
    private boolean subnets;

    /** Prints what to put into a lab file, and what could not be kept. */
    int run(Surroundings here) {
        PdfFile.Result result =
                PdfFile.read(podId(), source(pdf), idf.or(this::beside).map(PodImport::source), subnets);
        if (result instanceof PdfFile.Result.Good good) {
            here.out().print(PodEntry.text(good.pod()));
            good.notes().forEach(here.err()::println);
            return ExitCode.OK;
        }
        List<LabProblem> problems = ((PdfFile.Result.Bad) result).problems();
        throw new BadInput(problems.stream().map(LabProblem::toString).collect(Collectors.joining("\nlaas: ")));
    }

    private Optional<Path> beside() {
        Path file = pdf.resolveSibling("idf-" + pdf.getFileName());
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private PodId podId() {
        String wanted = name.orElseGet(() -> String.valueOf(pdf.getFileName())
                .replaceFirst("\\.ya?ml$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-"));
        try {
            return new PodId(wanted);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage() + "; give one with --name");
        }
    }

    private static PdfFile.Source source(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new PdfFile.Source(String.valueOf(file.getFileName()), text);
        } catch (NoSuchFileException e) {
            throw new BadInput("there is no file %s; check the path".formatted(file));
        } catch (CharacterCodingException e) {
            throw new BadInput("%s must be UTF-8 text; save it again with that encoding".formatted(file));
        } catch (IOException e) {
            throw new BadInput(
                    "%s cannot be read: %s".formatted(file, e.getClass().getSimpleName()));
        }
    }
}
