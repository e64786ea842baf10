package io.laas.chat.console;

import io.laas.chat.core.Completion;
import io.laas.chat.core.Plain;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers what could come next to the prompt. */
final class PromptCompleter implements Completer {
    private final Completion completion;

    PromptCompleter(Completion completion) {
        this.completion = completion;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String typed = line.line().substring(0, line.cursor());
        for (Completion.Offer offer : completion.at(typed)) {
            String word = Plain.line(offer.word());
            candidates.add(new Candidate(word, word, null, Plain.line(offer.about()), null, null, true));
        }
    }
}
