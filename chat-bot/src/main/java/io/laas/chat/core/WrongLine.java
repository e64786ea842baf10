package io.laas.chat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers to a line that a command cannot use: what is wrong with it and the nearest right line. */
final class WrongLine {
    private final CommandModel model;
    private final List<Token> tokens;

    WrongLine(CommandModel model, List<Token> tokens) {
        this.model = model;
        this.tokens = tokens;
    }

    Reply noValue(String word) {
        return Usage.problem(model, Texts.of("usage.novalue", word), List.of());
    }

    /** Returns the answer to a value that is none of those there are. */
    Optional<Reply> value(Args args) {
        for (Param param : model.params()) {
            String given = args.text(param.name()).orElse("");
            if (!param.values().isEmpty() && !given.isEmpty() && !param.values().contains(given)) {
                List<String> hints = Nearest.to(given, param.values())
                        .map(n -> List.of(Texts.of("usage.meant", corrected(given, n))))
                        .orElse(List.of());
                String message = Texts.of("usage.value", param.name(), shown(given), String.join(", ", param.values()));
                return Optional.of(Usage.problem(model, message, hints));
            }
        }
        return Optional.empty();
    }

    Reply because(ParameterException e, List<String> places) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return tooMuch(unmatched.getUnmatched(), places);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            String names = missing.getMissing().stream()
                    .map(a -> a.isOption() ? "--" + a.paramLabel() : a.paramLabel())
                    .collect(Collectors.joining(", "));
            return Usage.problem(model, Texts.of("usage.missing", model.name(), names), List.of());
        }
        if (e instanceof OverwrittenOptionException twice) {
            return Usage.problem(model, Texts.of("usage.twice", name(twice)), List.of());
        }
        return Usage.problem(model, Texts.of("usage.other", model.name(), shown(e.getMessage())), List.of());
    }

    private static String name(OverwrittenOptionException e) {
        return e.getOverwritten().paramLabel().isEmpty()
                ? shown(e.getMessage())
                : ((picocli.CommandLine.Model.OptionSpec) e.getOverwritten())
                        .longestName()
                        .substring(2);
    }

    private Reply tooMuch(List<String> unmatched, List<String> places) {
        String first = unmatched.get(0);
        List<String> hints = new ArrayList<>();
        if (first.startsWith("--")) {
            nearOption(first).ifPresent(n -> hints.add(Texts.of("usage.meant", corrected(first, n))));
            return Usage.problem(model, Texts.of("usage.option", model.name(), shown(first)), hints);
        }
        Optional<String> typo = typo(places);
        typo.ifPresent(hints::add);
        if (typo.isEmpty()) {
            quoted(places).ifPresent(hints::add);
        }
        return Usage.problem(model, Texts.of("usage.much", model.name(), shown(first)), hints);
    }

    private Optional<String> nearOption(String given) {
        String name = given.substring(2).replaceAll("=.*", "");
        List<String> names = model.params().stream()
                .filter(p -> p.form() != Param.Form.PLACE)
                .map(Param::name)
                .toList();
        return Nearest.to(name, names)
                .map(n -> given.contains("=") ? "--" + n + given.substring(given.indexOf('=')) : "--" + n);
    }

    /** A positional word that is nearly one of the command's words was probably meant as that. */
    private Optional<String> typo(List<String> places) {
        return places.stream()
                .skip(model.places().isEmpty() ? 0 : 1)
                .filter(p -> p.length() > 1)
                .flatMap(p -> Nearest.to(p, model.words())
                        .filter(w -> Nearest.distance(p, w) <= 2 && p.length() > 2)
                        .map(w -> Texts.of("usage.meant", corrected(p, w)))
                        .stream())
                .findFirst();
    }

    /** Several words where the last positional value is one text: they need quotes. */
    private Optional<String> quoted(List<String> places) {
        List<Param> known = model.places();
        if (known.isEmpty() || known.get(known.size() - 1).kind() != Kind.TEXT) {
            return Optional.empty();
        }
        List<String> fixed = new ArrayList<>(places.subList(0, known.size() - 1));
        fixed.add(Tokeniser.quote(String.join(" ", places.subList(known.size() - 1, places.size()))));
        return Optional.of(Texts.of("usage.meant", model.name() + " " + String.join(" ", fixed)));
    }

    private String corrected(String wrong, String right) {
        return model.name() + " "
                + tokens.stream()
                        .map(t -> t.text().equals(wrong) ? right : t.asTyped())
                        .collect(Collectors.joining(" "));
    }

    private static String shown(String text) {
        return Plain.shortened(Plain.line(text), 60);
    }
}
