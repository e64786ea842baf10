package io.laas.chat.core;

import io.laas.chat.time.LengthText;
import io.laas.chat.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites the words of a line as people say them ({@code for 3 days with @bob}) into options for the parser
 * ({@code --for=3 days --with=bob}), positional values after {@code --}.
 */
final class Phrases {
    private final CommandModel model;
    private final List<Token> tokens;
    private final List<String> options = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private String missing;
    private int at;

    private Phrases(CommandModel model, List<Token> tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    /**
     * The rewritten line.
     *
     * @param options in picocli's form
     * @param places positional values
     * @param missing the word that no value follows, or null
     */
    record Rewritten(List<String> options, List<String> places, String missing) {
        String[] arguments() {
            List<String> all = new ArrayList<>(options);
            all.add("--");
            all.addAll(places);
            return all.toArray(String[]::new);
        }
    }

    static Rewritten of(CommandModel model, List<Token> tokens) {
        Phrases phrases = new Phrases(model, tokens);
        while (phrases.at < tokens.size()) {
            phrases.next();
        }
        return new Rewritten(phrases.options, phrases.places, phrases.missing);
    }

    private void next() {
        Token token = tokens.get(at++);
        Optional<Param> word = word(token);
        if (word.isPresent()) {
            take(word.get());
        } else if (token.isOption()) {
            options.add(token.text());
        } else {
            places.add(token.text());
        }
    }

    private Optional<Param> word(Token token) {
        if (token.quoted()) {
            return Optional.empty();
        }
        return model.named(token.isOption() ? token.text().substring(2) : token.text(), false);
    }

    private void take(Param param) {
        List<Token> run = run(param.kind());
        if (run.isEmpty()) {
            missing = missing == null ? param.name() : missing;
            return;
        }
        int count = param.kind() == Kind.USERS ? users(run) : run.get(0).quoted() ? 1 : wordsOf(param.kind(), run);
        List<String> texts = run.subList(0, count).stream().map(Token::text).toList();
        at += count;
        if (param.kind() == Kind.USERS) {
            texts.stream().flatMap(Phrases::names).forEach(n -> options.add("--" + param.name() + "=" + n));
        } else {
            options.add("--" + param.name() + "=" + String.join(" ", texts));
        }
    }

    /** The tokens that could belong to a value: up to the next option or, but for sentences, the next word of the command. */
    private List<Token> run(Kind kind) {
        List<Token> run = new ArrayList<>();
        for (Token token : tokens.subList(at, tokens.size())) {
            boolean stop =
                    token.isOption() || kind != Kind.SENTENCE && word(token).isPresent();
            if (stop || token.quoted() && !run.isEmpty()) {
                break;
            }
            run.add(token);
        }
        return run;
    }

    private static int users(List<Token> run) {
        int count = 1;
        while (count < run.size() && (run.get(count).isUser() || joins(run.get(count)) || joins(run.get(count - 1)))) {
            count++;
        }
        return count;
    }

    private static boolean joins(Token token) {
        return token.text().equals("and") || token.text().endsWith(",");
    }

    private static java.util.stream.Stream<String> names(String text) {
        return java.util.Arrays.stream(text.split(","))
                .map(n -> n.startsWith("@") ? n.substring(1) : n)
                .filter(n -> !n.isBlank() && !n.equals("and"));
    }

    private static int wordsOf(Kind kind, List<Token> run) {
        return switch (kind) {
            case SENTENCE -> run.size();
            case LENGTH -> longest(run, LengthText::looksLikeOne);
            case TIME -> longest(run, TimeText::looksLikeOne);
            default -> 1;
        };
    }

    /** Returns the number of leading tokens that make sense together, or all if none do, so that the message can show them. */
    private static int longest(List<Token> run, java.util.function.Predicate<String> fits) {
        for (int n = Math.min(run.size(), 6); n > 0; n--) {
            String text =
                    String.join(" ", run.subList(0, n).stream().map(Token::text).toList());
            if (fits.test(text)) {
                return n;
            }
        }
        return run.size();
    }
}
