package io.laas.chat.command;

import io.laas.chat.core.Args;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Texts;
import io.laas.chat.time.Length;
import io.laas.chat.time.LengthText;
import io.laas.chat.time.ReadTime;
import io.laas.chat.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The times of a request as the caller wrote them. Either {@code problem} is set, or the rest holds.
 *
 * @param start when; null if not told
 * @param length how long in elapsed time; null if not told
 * @param end until when; null if not told
 * @param problem what is wrong with what was written, or null
 */
record Times(Instant start, Duration length, Instant end, String problem) {
    /** Reads {@code from}, {@code for} and the word for the end. */
    static Times of(Invocation in, String endWord) {
        Args args = in.args();
        ZoneId zone = in.caller().zone();
        if (args.has("for") && args.has(endWord)) {
            return bad(Texts.of("times.both", "for", endWord));
        }
        Instant start = null;
        if (args.has("from")) {
            ReadTime read = TimeText.start(args.text("from").orElseThrow(), in.now(), zone);
            if (read instanceof ReadTime.Bad bad) {
                return bad(bad.message());
            }
            start = ((ReadTime.Good) read).at();
        }
        return ending(in, endWord, start);
    }

    private static Times ending(Invocation in, String endWord, Instant start) {
        Instant from = start == null ? in.now() : start;
        ZoneId zone = in.caller().zone();
        Optional<String> length = in.args().text("for");
        if (length.isPresent()) {
            Optional<Length> read = LengthText.read(length.get());
            return read.map(l -> new Times(start, l.from(from, zone), null, null))
                    .orElseGet(() -> bad(Texts.of("times.length", length.get())));
        }
        Optional<String> end = in.args().text(endWord);
        if (end.isEmpty()) {
            return new Times(start, null, null, null);
        }
        ReadTime read = end(end.get(), in.now(), from, zone);
        return read instanceof ReadTime.Bad bad
                ? bad(bad.message())
                : new Times(start, null, ((ReadTime.Good) read).at(), null);
    }

    /** Means what it means now, unless that is before the start: then what it means at the start. */
    private static ReadTime end(String text, Instant now, Instant start, ZoneId zone) {
        ReadTime read = TimeText.end(text, now, zone);
        boolean fits = read instanceof ReadTime.Good good && good.at().isAfter(start);
        return fits || start.equals(now) ? read : TimeText.end(text, start, zone);
    }

    private static Times bad(String problem) {
        return new Times(null, null, null, problem);
    }
}
