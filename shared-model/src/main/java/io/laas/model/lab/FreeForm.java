package io.laas.model.lab;

import io.laas.model.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes maps, lists, texts, numbers and truth values of nodes; dates stay the text they are. */
final class FreeForm extends SafeConstructor {
    private static final int MAX_DEPTH = 20;

    private FreeForm() {
        super(YamlDocument.limits());
        setAllowDuplicateKeys(false);
        yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
        yamlConstructors.put(Tag.BINARY, new ConstructYamlStr());
    }

    /** Returns the mapping's content; reports what cannot be plain values. */
    static Optional<Map<String, Object>> read(Reading reading, String path, Node mapping) {
        if (!bounded(reading, mapping, 0)) {
            reading.problem(mapping.getStartMark(), path, "unfolds to too much; write it without so many aliases");
            return Optional.empty();
        }
        try {
            Map<String, Object> result = new LinkedHashMap<>();
            ((Map<?, ?>) new FreeForm().constructDocument(mapping)).forEach((k, v) -> result.put(String.valueOf(k), v));
            return Optional.of(result);
        } catch (MarkedYAMLException e) {
            reading.problem(e.getProblemMark(), path, "must be plain YAML values: " + Names.clean(e.getProblem(), 200));
            return Optional.empty();
        } catch (YAMLException e) {
            reading.problem(
                    mapping.getStartMark(), path, "must be plain YAML values: " + Names.clean(e.getMessage(), 200));
            return Optional.empty();
        }
    }

    private static boolean bounded(Reading reading, Node node, int depth) {
        if (depth > MAX_DEPTH || !reading.mayReadAnother()) {
            return false;
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .allMatch(t -> bounded(reading, t.getKeyNode(), depth + 1)
                            && bounded(reading, t.getValueNode(), depth + 1));
        }
        return !(node instanceof SequenceNode sequence)
                || sequence.getValue().stream().allMatch(n -> bounded(reading, n, depth + 1));
    }
}
