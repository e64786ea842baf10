package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Plain;
import io.laas.chat.core.Reply;
import io.laas.chat.core.TextFiles;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.ImportPodJson;
import io.laas.model.wire.ImportedPodJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.SharingJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a pod of a PDF, and of the IDF that belongs to it; shows what is wrong in which line, and what could not be kept. */
final class PodImport {
    private static final int MOST = 20;
    private static final int LONGEST = 300;

    private final Server server;
    private final Optional<TextFiles> files;
    private final Function<PodJson, Reply> card;

    /**
     * Creates it.
     *
     * @param files of the person's own machine; empty where the command runs on another one, of which no file may be read
     */
    PodImport(Server server, Optional<TextFiles> files, Function<PodJson, Reply> card) {
        this.server = server;
        this.files = files;
        this.card = card;
    }

    Answer run(Invocation in, String name) {
        if (files.isEmpty()) {
            return Reply.refused("NO_FILES", Texts.of("files.none"), Texts.of("files.elsewhere"));
        }
        Optional<TextFiles.Read> pdf = in.args().text("file").map(files.get()::read);
        Optional<TextFiles.Read> idf = in.args().text("idf").map(files.get()::read);
        if (pdf.isEmpty()) {
            return in.wrong(Texts.of("pod.nofile"));
        }
        return unread(pdf).or(() -> unread(idf)).orElseGet(() -> send(in, name, text(pdf), text(idf)));
    }

    private static Optional<Reply> unread(Optional<TextFiles.Read> read) {
        return read.filter(TextFiles.Unread.class::isInstance)
                .map(u -> Reply.refused("UNREADABLE", ((TextFiles.Unread) u).why()));
    }

    private static String text(Optional<TextFiles.Read> read) {
        return read.map(t -> ((TextFiles.Text) t).text()).orElse(null);
    }

    private Reply send(Invocation in, String name, String pdf, String idf) {
        String lab = in.args().text("lab").orElse(null);
        SharingJson with = Designs.sharing(in).orElseGet(() -> new SharingJson(null, null));
        return server.client(in)
                .planning()
                .importPod(new ImportPodJson(lab, name, pdf, idf, with.sharing(), with.project()))
                .either(this::made, error -> wrong(error, in));
    }

    private Reply made(ImportedPodJson made) {
        Reply reply = Designs.told("pod.imported", made.pod().pod().id().value())
                .with(card.apply(made.pod()).blocks().toArray(Block[]::new));
        return made.notes().isEmpty() ? reply : reply.with(notes(made.notes()));
    }

    private static Block.Text notes(List<String> notes) {
        List<String> lines = new ArrayList<>(List.of(Texts.of("pod.notkept")));
        lines.addAll(bounded(notes, MOST));
        return new Block.Text(Tone.WARNING, String.join("\n", lines));
    }

    /** The first mistake is the answer, the others come below it. */
    private Reply wrong(ErrorJson error, Invocation in) {
        List<String> problems = problems(error);
        if (problems.isEmpty()) {
            return Problems.of(error, server.clock(in));
        }
        List<String> more = bounded(problems.subList(1, problems.size()), MOST - 1);
        String first = Plain.shortened(problems.get(0), LONGEST);
        return new Reply(Outcome.REFUSED, List.of(new Block.Problem(error.code(), first, more)));
    }

    private static List<String> problems(ErrorJson error) {
        Object told = error.details() == null ? null : error.details().get("problems");
        return told instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    private static List<String> bounded(List<String> lines, int most) {
        List<String> shown = new ArrayList<>(
                lines.stream().limit(most).map(l -> Plain.shortened(l, LONGEST)).toList());
        if (lines.size() > most) {
            shown.add(Texts.of("pod.moreproblems", lines.size() - most));
        }
        return shown;
    }
}
