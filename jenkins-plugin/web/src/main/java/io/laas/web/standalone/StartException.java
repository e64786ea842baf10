package io.laas.web.standalone;

import java.util.List;

/** The server cannot start because of what it was given; each sentence says what is wrong and what to do. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    StartException(String sentence) {
        this(List.of(sentence));
    }

    StartException(List<String> sentences) {
        super(String.join("; ", sentences), null, false, false);
        this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
        return sentences == null ? List.of(getMessage()) : sentences;
    }
}
