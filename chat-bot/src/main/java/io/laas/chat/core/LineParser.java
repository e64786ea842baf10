package io.laas.chat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Reads a line as people type it in any chat: {@code /laas book pharos-virtual for 3d "nfv tests" with @bob}. */
final class LineParser {
    private final List<Command> commands;

    LineParser(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    Parsed parse(String line) {
        if (line.length() > Tokeniser.MAX_LINE) {
            return new Parsed.Wrong(Reply.usage(Texts.of("line.long", Tokeniser.MAX_LINE), List.of()));
        }
        List<Token> tokens = withoutPrefix(Tokeniser.tokens(line));
        String name = tokens.isEmpty() ? "help" : tokens.get(0).text().toLowerCase(Locale.ROOT);
        List<Command> found = find(name);
        if (found.size() != 1) {
            return new Parsed.Wrong(unknown(name, found, tokens));
        }
        List<Token> rest = tokens.isEmpty() ? tokens : tokens.subList(1, tokens.size());
        return arguments(found.get(0), rest);
    }

    static List<Token> withoutPrefix(List<Token> tokens) {
        boolean prefixed = !tokens.isEmpty()
                && (tokens.get(0).text().equalsIgnoreCase("/laas")
                        || tokens.get(0).text().equalsIgnoreCase("laas"));
        return prefixed ? tokens.subList(1, tokens.size()) : tokens;
    }

    private List<Command> find(String name) {
        String bare = name.startsWith("/") ? name.substring(1) : name;
        Optional<Command> exact =
                commands.stream().filter(c -> c.model().name().equals(bare)).findFirst();
        return exact.map(List::of)
                .orElseGet(() -> commands.stream()
                        .filter(c -> !bare.isEmpty() && c.model().name().startsWith(bare))
                        .toList());
    }

    private Reply unknown(String name, List<Command> several, List<Token> tokens) {
        if (several.size() > 1) {
            String names = several.stream().map(c -> c.model().name()).collect(Collectors.joining(", "));
            return Reply.usage(Texts.of("command.several", Plain.shortened(name, 40), names), List.of());
        }
        List<String> names = commands.stream().map(c -> c.model().name()).toList();
        List<String> hints = new ArrayList<>();
        Nearest.to(name, names).ifPresent(near -> {
            String rest = tokens.stream().skip(1).map(Token::asTyped).collect(Collectors.joining(" "));
            hints.add(Texts.of("usage.meant", (near + " " + rest).strip()));
            hints.add(Texts.of("usage.example", find(near).get(0).model().example()));
        });
        hints.add(Texts.of("command.all", String.join(", ", names)));
        return Reply.usage(Texts.of("command.unknown", Plain.shortened(name, 40)), hints);
    }

    private Parsed arguments(Command command, List<Token> tokens) {
        CommandModel model = command.model();
        Phrases.Rewritten line = Phrases.of(model, tokens);
        WrongLine wrong = new WrongLine(model, tokens);
        if (line.missing() != null) {
            return new Parsed.Wrong(wrong.noValue(line.missing()));
        }
        try {
            Args args = PicocliModel.parse(model, line.arguments());
            return wrong.value(args).<Parsed>map(Parsed.Wrong::new).orElseGet(() -> new Parsed.Good(command, args));
        } catch (CommandLine.ParameterException e) {
            return new Parsed.Wrong(wrong.because(e, line.places()));
        }
    }
}
