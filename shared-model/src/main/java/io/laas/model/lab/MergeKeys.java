package io.laas.model.lab;

import io.laas.model.Names;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Puts what the merge key {@code <<} of a mapping refers to in its place. */
final class MergeKeys extends SafeConstructor {
    private MergeKeys() {
        super(YamlDocument.limits());
    }

    /** Changes the mapping so that it has no merge key; reports one that does not refer to mappings and returns false. */
    static boolean resolve(Reading reading, String path, MappingNode mapping) {
        try {
            new MergeKeys().flattenMapping(mapping);
            return true;
        } catch (MarkedYAMLException e) {
            reading.problem(e.getProblemMark(), path, "is not correct YAML: " + Names.clean(e.getProblem(), 200));
            return false;
        }
    }
}
