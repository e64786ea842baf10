package io.laas.model.lab;

import io.laas.model.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One value of a file with its place. Every reading method reports what is wrong and then returns empty. */
final class YamlValue {
    private static final int MAX_TEXT = 4096;
    private static final int SHOWN = 40;

    private final Reading reading;
    private final String path;
    private final Node node;

    YamlValue(Reading reading, String path, Node node) {
        this.reading = reading;
        this.path = path;
        this.node = node;
    }

    Reading reading() {
        return reading;
    }

    String path() {
        return path;
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Reports that the value is wrong; {@code message} goes on after the value's path. */
    void wrong(String message) {
        reading.problem(node.getStartMark(), path, message);
    }

    /** Notes that something about the value is right but not kept; {@code message} goes on after the value's path. */
    void note(String message) {
        reading.note(node.getStartMark(), path, message);
    }

    /** Returns whether there is nothing. */
    boolean isNull() {
        return Tag.NULL.equals(node.getTag());
    }

    /** Reads a mapping with the given keys; the reader returns how to make the thing once nothing was wrong with it. */
    <T> Optional<T> object(List<String> keys, Function<YamlFields, Supplier<T>> reader) {
        if (!reading.mayReadAnother()) {
            return Optional.empty();
        }
        if (!(node instanceof MappingNode mapping) || foreignTag()) {
            wrong("must be keys with values (%s), was %s".formatted(String.join(", ", keys), shown()));
            return Optional.empty();
        }
        int before = reading.problemCount();
        YamlFields fields = YamlFields.of(this, mapping, keys);
        Supplier<T> maker = reader.apply(fields);
        return reading.problemCount() == before ? made(maker, fields::culprit) : Optional.empty();
    }

    /** Returns the text under a key of a mapping without reporting anything. */
    Optional<String> peek(String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(t -> t.getKeyNode() instanceof ScalarNode k
                                && k.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .filter(v -> v instanceof ScalarNode && !Tag.NULL.equals(v.getTag()))
                        .map(v -> ((ScalarNode) v).getValue().strip())
                        .findFirst()
                : Optional.empty();
    }

    /** Reads a list; a missing or wrong one is empty. */
    List<YamlValue> items() {
        if (!(node instanceof SequenceNode sequence) || foreignTag()) {
            wrong("must be a list, was " + shown());
            return List.of();
        }
        List<Node> nodes = sequence.getValue();
        return IntStream.range(0, nodes.size())
                .takeWhile(i -> reading.mayReadAnother())
                .mapToObj(i -> new YamlValue(reading, path + "[" + i + "]", nodes.get(i)))
                .toList();
    }

    /** Reads a list that must not be empty. */
    List<YamlValue> someItems() {
        if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            wrong("must not be empty");
        }
        return items();
    }

    /** Reads one line of text; numbers and words such as {@code on} count as they are written. */
    Optional<String> text() {
        if (!(node instanceof ScalarNode scalar) || foreignTag()) {
            wrong("must be a single value, was " + shown());
            return Optional.empty();
        }
        if (Tag.NULL.equals(scalar.getTag())) {
            wrong("must have a value; leave the key out for the default");
            return Optional.empty();
        }
        String text = scalar.getValue().strip();
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            wrong("must be one line of at most %d characters".formatted(MAX_TEXT));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Reads text of several lines; tabs and line breaks are the only control characters in it. */
    Optional<String> block(int most) {
        if (!(node instanceof ScalarNode scalar) || foreignTag() || isNull()) {
            wrong("must be text, was " + shown());
            return Optional.empty();
        }
        String text = scalar.getValue();
        if (text.isBlank() || text.length() > most) {
            wrong("must be text of 1 to %d characters, has %d"
                    .formatted(most, text.strip().length()));
            return Optional.empty();
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            wrong("must have no control characters but tabs and line breaks");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Reads text and makes something of it; an {@link IllegalArgumentException} becomes a problem on this line. */
    <T> Optional<T> parsed(Function<String, T> parser) {
        return text().flatMap(text -> made(() -> parser.apply(text), message -> this));
    }

    Optional<Integer> integer() {
        Optional<String> text = text();
        if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
            wrong("must be a whole number such as 4, was " + shown());
            return Optional.empty();
        }
        return text.map(Integer::valueOf);
    }

    <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        List<String> names = all.stream().map(YamlValue::word).toList();
        Optional<String> text = text();
        Optional<E> found =
                text.flatMap(t -> all.stream().filter(e -> word(e).equals(t)).findFirst());
        if (text.isPresent() && found.isEmpty()) {
            wrong("must be one of %s, was '%s'".formatted(String.join(", ", names), Names.clean(text.get(), SHOWN))
                    + DidYouMean.among(names, text.get()));
        }
        return found;
    }

    /** Reads a mapping of any depth as plain Java values, for parts whose form others define. */
    Optional<Map<String, Object>> free() {
        if (!(node instanceof MappingNode)) {
            wrong("must be keys with values, was " + shown());
            return Optional.empty();
        }
        return FreeForm.read(reading, path, node);
    }

    /** Reads a mapping whose keys are not known beforehand. */
    Map<String, YamlValue> entries() {
        if (!(node instanceof MappingNode mapping) || foreignTag()) {
            wrong("must be keys with values, was " + shown());
            return Map.of();
        }
        return reading.form().merges() && !MergeKeys.resolve(reading, path, mapping)
                ? Map.of()
                : YamlFields.of(this, mapping, List.of()).all();
    }

    /** Returns the name a constant has in the file. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> Optional<T> made(Supplier<T> maker, Function<String, YamlValue> culprit) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            culprit.apply(e.getMessage()).wrong("is not right: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean foreignTag() {
        return Stream.of(
                        Tag.MAP,
                        Tag.SEQ,
                        Tag.STR,
                        Tag.INT,
                        Tag.FLOAT,
                        Tag.BOOL,
                        Tag.NULL,
                        Tag.TIMESTAMP,
                        Tag.MERGE,
                        Tag.YAML)
                .noneMatch(node.getTag()::equals);
    }

    private String shown() {
        if (foreignTag()) {
            return "a value with the tag " + Names.clean(node.getTag().getValue(), SHOWN);
        }
        if (node instanceof ScalarNode scalar) {
            return Tag.NULL.equals(scalar.getTag()) ? "nothing" : "'" + Names.clean(scalar.getValue(), SHOWN) + "'";
        }
        return node instanceof SequenceNode ? "a list" : "keys with values";
    }
}
