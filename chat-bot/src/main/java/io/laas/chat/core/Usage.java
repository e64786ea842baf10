package io.laas.chat.core;

import java.util.ArrayList;
import java.util.List;

/** Answers to input that could not be understood. */
final class Usage {
    private Usage() {}

    static Reply problem(CommandModel model, String message, List<String> first) {
        List<String> hints = new ArrayList<>(first);
        hints.add(Texts.of("usage.form", model.usage()));
        hints.add(Texts.of("usage.example", model.example()));
        return Reply.usage(message, hints);
    }
}
