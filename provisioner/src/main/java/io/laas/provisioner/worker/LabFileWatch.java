package io.laas.provisioner.worker;

import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks whether the lab file has changed, and has the change published. A file that cannot be read, has mistakes or is not taken by the
 * controller does not count: what was published last stays, and the trouble is told until the file is good again. A text counts once it
 * was found twice, since the first time somebody may be in the midst of writing it.
 */
final class LabFileWatch {
    private static final int MAX_TROUBLE = 500;

    private final Path file;
    private final LabId lab;
    private final Publisher publisher;
    private final Consumer<String> log;
    private String good;
    private String seen;
    private String settled;
    private volatile Optional<String> trouble = Optional.empty();

    /** Tells the controller, and what works here, of a changed lab. */
    @FunctionalInterface
    interface Publisher {
        void publish(Lab lab, String text) throws IOException, InterruptedException, ControllerRefusal;
    }

    /**
     * @param lab the lab that the file must go on to describe
     * @param published the text that was published
     */
    LabFileWatch(Path file, LabId lab, String published, Publisher publisher, Consumer<String> log) {
        this.file = file;
        this.lab = lab;
        this.publisher = publisher;
        this.log = log;
        this.good = published;
        this.seen = published;
        this.settled = published;
    }

    /** Returns what is wrong with the file as it is, in one sentence; empty if it is published. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Looks once; an I/O failure of the controller is tried again at the next look. */
    synchronized void look() throws IOException, InterruptedException {
        String text = read();
        boolean again = text.equals(seen);
        seen = text;
        if (!again || text.equals(settled)) {
            return;
        }
        if (text.equals(good)) {
            tell(Optional.empty());
        } else {
            take(text);
        }
        settled = text;
    }

    /** A file that cannot be read has no text, which is no lab either. */
    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private void take(String text) throws IOException, InterruptedException {
        Path directory = file.toAbsolutePath().normalize().getParent();
        LabFileResult result = LabFile.parse(text, String.valueOf(file.getFileName()), directory);
        if (result instanceof LabFileResult.Bad bad) {
            int more = bad.problems().size() - 1;
            tell(Optional.of(bad.problems().get(0) + (more == 0 ? "" : ", and %d more problems".formatted(more))));
            return;
        }
        Lab changed = ((LabFileResult.Good) result).lab();
        if (!changed.id().equals(lab)) {
            tell(Optional.of("it describes lab %s now, and this worker serves lab %s".formatted(changed.id(), lab)));
            return;
        }
        try {
            publisher.publish(changed, text);
            good = text;
            tell(Optional.empty());
        } catch (ControllerRefusal e) {
            tell(Optional.of("the controller does not take it: " + e.getMessage()));
        }
    }

    private void tell(Optional<String> wrong) {
        trouble = wrong.map(w -> Names.clean(
                "The changed lab file does not count (%s); what was published before does.".formatted(w), MAX_TROUBLE));
        log.accept(trouble.orElse("the lab file has changed and is published"));
    }
}
