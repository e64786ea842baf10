package io.laas.model.lab;

import io.laas.model.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The keys of one mapping. The getters without a default report a missing key. What they return for a missing or wrong value is
 * never used, because a thing with a problem is not made.
 */
final class YamlFields {
    private static final int SHOWN = 40;

    private final YamlValue owner;
    private final Map<String, YamlValue> values;

    private YamlFields(YamlValue owner, Map<String, YamlValue> values) {
        this.owner = owner;
        this.values = values;
    }

    /** Reads the keys; those that are not known (an empty list knows all) or stand twice are reported. */
    static YamlFields of(YamlValue owner, MappingNode mapping, List<String> known) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Reading reading = owner.reading();
            YamlValue key = new YamlValue(reading, owner.path(), tuple.getKeyNode());
            if (!reading.mayReadAnother()) {
                break;
            }
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                key.wrong("must have words as keys");
                continue;
            }
            String name = scalar.getValue();
            String path = owner.path().isEmpty() ? name : owner.path() + "." + name;
            YamlValue value = new YamlValue(reading, path, tuple.getValueNode());
            if (!known.isEmpty() && !known.contains(name)) {
                key.wrong(unknown(name, known));
            } else if (values.putIfAbsent(name, value) != null) {
                key.wrong("has the key '%s' twice, first on line %d; keep one"
                        .formatted(Names.clean(name, SHOWN), values.get(name).line()));
            }
        }
        return new YamlFields(owner, values);
    }

    private static String unknown(String name, List<String> known) {
        if (name.equals("<<")) {
            return "must not use the merge key '<<'; write the keys out";
        }
        String guess = DidYouMean.among(known, name);
        return "has the unknown key '%s'".formatted(Names.clean(name, SHOWN))
                + (guess.isEmpty() ? "; it may have " + String.join(", ", known) : guess);
    }

    /** Returns the value that a model's message of the form {@code thing: key must …} speaks of, or the whole thing. */
    YamlValue culprit(String message) {
        String said = message.substring(message.indexOf(": ") + 1);
        YamlValue found = owner;
        int earliest = Integer.MAX_VALUE;
        for (Map.Entry<String, YamlValue> entry : values.entrySet()) {
            Matcher word = Pattern.compile("(?<![\\w-])" + Pattern.quote(entry.getKey()) + "(?![\\w-])")
                    .matcher(said);
            if (word.find() && word.start() < earliest) {
                earliest = word.start();
                found = entry.getValue();
            }
        }
        return found;
    }

    Map<String, YamlValue> all() {
        return values;
    }

    Optional<YamlValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<YamlValue> required(String key) {
        if (!values.containsKey(key)) {
            owner.wrong("must have the key '%s'".formatted(key));
        }
        return value(key);
    }

    /** Reads a list that must be there and must not be empty. */
    List<YamlValue> someItems(String key) {
        return required(key).map(YamlValue::someItems).orElse(List.of());
    }

    List<YamlValue> items(String key) {
        return value(key).map(YamlValue::items).orElse(List.of());
    }

    String text(String key) {
        return required(key).flatMap(YamlValue::text).orElse("");
    }

    String text(String key, String otherwise) {
        return value(key).flatMap(YamlValue::text).orElse(otherwise);
    }

    int integer(String key) {
        return required(key).flatMap(YamlValue::integer).orElse(0);
    }

    int integer(String key, int otherwise) {
        return value(key).flatMap(YamlValue::integer).orElse(otherwise);
    }

    /** Reads a size in MiB. */
    int mebibytes(String key) {
        return required(key).flatMap(v -> v.parsed(Quantities::mebibytes)).orElse(0);
    }

    /** Reads a size in GiB. */
    int gibibytes(String key) {
        return required(key).flatMap(v -> v.parsed(Quantities::gibibytes)).orElse(0);
    }

    Duration duration(String key, Duration otherwise) {
        return value(key).flatMap(v -> v.parsed(Quantities::duration)).orElse(otherwise);
    }

    /** Reads {@code yes} or {@code no}; {@code true} and {@code false} count as well. */
    boolean yesOrNo(String key, boolean otherwise) {
        return value(key).flatMap(v -> v.parsed(YamlFields::yes)).orElse(otherwise);
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "it must be yes or no, was '%s'".formatted(Names.clean(text, SHOWN)));
        };
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
        return value(key).flatMap(v -> v.choice(otherwise.getDeclaringClass())).orElse(otherwise);
    }

    /** Reads text and makes something of it; returns null if that failed or the key is missing. */
    <T> T parsed(String key, Function<String, T> parser) {
        return required(key).flatMap(v -> v.parsed(parser)).orElse(null);
    }

    /** Reads a list of texts and makes something of each; a missing one is empty. */
    <T> List<T> all(String key, Function<String, T> parser) {
        return items(key).stream().flatMap(item -> item.parsed(parser).stream()).toList();
    }

    <T> Optional<T> maybe(String key, Function<String, T> parser) {
        return value(key).flatMap(v -> v.parsed(parser));
    }
}
