package io.laas.model.lab;

import io.laas.model.PodId;
import io.laas.model.pod.Pod;
import java.util.List;
import java.util.Optional;

/**
 * Makes a pod of a pod descriptor file (PDF) and, if there is one, the installer descriptor file (IDF) that belongs to it, in any of
 * their dialects. What hardware has and a pod has not – vendors, MAC addresses, speeds, remote management – is passed over; of what
 * says something about the pod and cannot be kept, each line is noted. All problems are reported at once, each with its line.
 * Nothing is thrown.
 *
 * @see io.laas.model.descriptor.Descriptors the other direction
 */
public final class PdfFile {
    private static final int MAX_CHARS = 1 << 20;

    private PdfFile() {}

    /**
     * The text of a file.
     *
     * @param name what messages call it
     */
    public record Source(String name, String text) {}

    /** What comes of it. */
    public sealed interface Result {
        /**
         * A pod.
         *
         * @param notes what could not be kept, in the order of the files
         */
        record Good(Pod pod, List<LabProblem> notes) implements Result {
            public Good {
                notes = List.copyOf(notes);
            }
        }

        /**
         * No pod.
         *
         * @param problems at least one, in the order of the files
         */
        record Bad(List<LabProblem> problems) implements Result {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads them.
     *
     * @param name what the pod is called
     * @param subnets whether its networks keep the subnets of the files; otherwise hosts give each pod their own
     */
    public static Result read(PodId name, Source pdf, Optional<Source> idf, boolean subnets) {
        Reading ofPdf = new Reading(pdf.name(), Reading.Form.PDF);
        Reading ofIdf = new Reading(idf.map(Source::name).orElse(""), Reading.Form.IDF);
        Optional<List<PdfMachine>> machines = root(pdf, ofPdf).flatMap(PdfReader::read);
        IdfFacts facts =
                idf.flatMap(source -> root(source, ofIdf)).map(IdfReader::read).orElse(IdfFacts.NONE);
        Optional<Pod> pod = ofPdf.problemCount() + ofIdf.problemCount() > 0
                ? Optional.empty()
                : machines.flatMap(all -> new PdfPod(all, facts, subnets).make(name, "From " + pdf.name()));
        return pod.<Result>map(p -> new Result.Good(p, both(ofPdf.notes(), ofIdf.notes())))
                .orElseGet(() -> new Result.Bad(both(ofPdf.problems(), ofIdf.problems())));
    }

    private static Optional<YamlValue> root(Source source, Reading reading) {
        if (source.text().length() > MAX_CHARS) {
            reading.problem(1, 1, "", "must be at most 1 MiB long");
            return Optional.empty();
        }
        return YamlDocument.compose(source.text(), reading).map(node -> new YamlValue(reading, "", node));
    }

    private static List<LabProblem> both(List<LabProblem> first, List<LabProblem> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
