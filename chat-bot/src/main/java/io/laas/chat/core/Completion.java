package io.laas.chat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What could come next on a line: commands, then values, words and flags that were not used yet. */
public final class Completion {
    private final List<CommandModel> models;
    private final Names names;

    /** Known values by kind, for example the pods. */
    @FunctionalInterface
    public interface Names {
        /**
         * Returns them; quick, empty where nothing is known.
         *
         * @param pod the pod named in the line; empty if none is
         */
        List<String> of(Kind kind, Optional<String> pod);
    }

    /** Creates a completion. */
    public Completion(List<CommandModel> models, Names names) {
        this.models = List.copyOf(models);
        this.names = names;
    }

    /** A word that could be next, with a line about it. */
    public record Offer(String word, String about) {}

    /**
     * Returns the offers for the last word of a line.
     *
     * @param line up to the cursor; if it ends with a space, a new word is begun
     */
    public List<Offer> at(String line) {
        List<Token> tokens = new ArrayList<>(LineParser.withoutPrefix(Tokeniser.tokens(line)));
        boolean fresh = line.isEmpty() || Character.isWhitespace(line.charAt(line.length() - 1));
        String begun = fresh || tokens.isEmpty()
                ? ""
                : tokens.remove(tokens.size() - 1).text();
        Stream<Offer> offers = tokens.isEmpty() ? commands() : next(tokens);
        String start = begun.toLowerCase(Locale.ROOT);
        return offers.filter(o -> o.word().toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
    }

    private Stream<Offer> commands() {
        return models.stream().map(m -> new Offer(m.name(), m.summary()));
    }

    private Stream<Offer> next(List<Token> tokens) {
        Optional<CommandModel> model = models.stream()
                .filter(m -> m.name().equalsIgnoreCase(tokens.get(0).text()))
                .findFirst();
        return model.stream().flatMap(m -> within(m, tokens.subList(1, tokens.size())));
    }

    private Stream<Offer> within(CommandModel model, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            Token last = tokens.get(tokens.size() - 1);
            Optional<Param> word = last.quoted() ? Optional.empty() : model.named(last.text(), false);
            if (word.isPresent()) {
                return values(word.get(), pod(model, tokens));
            }
        }
        int given = Phrases.of(model, tokens).places().size();
        Stream<Offer> place = model.places().stream().skip(given).limit(1).flatMap(p -> values(p, pod(model, tokens)));
        return Stream.concat(place, unused(model, tokens));
    }

    private static Optional<String> pod(CommandModel model, List<Token> tokens) {
        List<String> given = Phrases.of(model, tokens).places();
        List<Param> places = model.places();
        return IntStream.range(0, Math.min(given.size(), places.size()))
                .filter(i -> places.get(i).kind() == Kind.POD)
                .mapToObj(given::get)
                .findFirst();
    }

    private static Stream<Offer> unused(CommandModel model, List<Token> tokens) {
        return model.params().stream()
                .filter(p -> p.form() != Param.Form.PLACE)
                .map(p -> new Offer(p.form() == Param.Form.FLAG ? "--" + p.name() : p.name(), p.help()))
                .filter(o -> tokens.stream().noneMatch(t -> t.text().equalsIgnoreCase(o.word())));
    }

    private Stream<Offer> values(Param param, Optional<String> pod) {
        if (!param.values().isEmpty()) {
            return param.values().stream().map(v -> new Offer(v, param.help()));
        }
        Stream<String> known = switch (param.kind()) {
            case COMMAND -> models.stream().map(CommandModel::name);
            case LENGTH -> Stream.of("2h", "1d", "3d", "1w");
            case TIME -> Stream.of("tomorrow", "friday");
            case TEXT, SENTENCE, FLAG -> Stream.empty();
            default -> names.of(param.kind(), pod).stream();
        };
        return known.map(v -> new Offer(v, param.help()));
    }
}
