package io.laas.model.descriptor;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes trees of maps, lists, texts, numbers and nulls. A text is plain only if it is a word that no version of YAML takes for
 * something else; all others are quoted, so that a MAC address stays no number in base 60 and {@code 010} no eight. Nothing is
 * folded, and there are no anchors.
 */
final class YamlText {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Set<String> NO_WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private YamlText() {}

    /** A map or list that stands on one line. */
    record Inline(Object value) {}

    static String of(Map<String, ?> tree) {
        DumperOptions options = new DumperOptions();
        options.setExplicitStart(true);
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        options.setAllowUnicode(true);
        StringWriter text = new StringWriter();
        try {
            Serializer serializer = new Serializer(new Emitter(text, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(node(tree, FlowStyle.BLOCK));
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return text.toString();
    }

    private static Node node(Object value, FlowStyle style) {
        if (value instanceof Inline inline) {
            return node(inline.value(), FlowStyle.FLOW);
        }
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> tuples = map.entrySet().stream()
                    .map(e -> new NodeTuple(scalar(e.getKey()), node(e.getValue(), style)))
                    .toList();
            return new MappingNode(Tag.MAP, tuples, style);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(
                    Tag.SEQ, list.stream().map(item -> node(item, style)).toList(), style);
        }
        return scalar(value);
    }

    private static ScalarNode scalar(Object value) {
        if (value == null) {
            return plain(Tag.NULL, "null");
        }
        if (value instanceof Integer || value instanceof Long) {
            return plain(Tag.INT, value.toString());
        }
        if (value instanceof Double) {
            return plain(Tag.FLOAT, value.toString());
        }
        if (value instanceof Boolean) {
            return plain(Tag.BOOL, value.toString());
        }
        if (value instanceof String text) {
            boolean word = WORD.matcher(text).matches() && !NO_WORDS.contains(text.toLowerCase(Locale.ROOT));
            return new ScalarNode(Tag.STR, text, null, null, word ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED);
        }
        throw new IllegalArgumentException(
                "a descriptor cannot hold a " + value.getClass().getName());
    }

    private static ScalarNode plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }
}
