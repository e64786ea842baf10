package io.laas.model.lab;

import io.laas.model.Names;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Turns YAML text into nodes that know their lines, within limits. */
final class YamlDocument {
    private static final int MAX_NESTING = 20;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_CODE_POINTS = 1 << 20;

    private YamlDocument() {}

    static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    /** Returns the root node of the only document; reports why there is none otherwise. */
    static Optional<Node> compose(String text, Reading reading) {
        try {
            Optional<Node> root = Optional.ofNullable(new Yaml(limits()).compose(new StringReader(text)));
            if (root.isEmpty()) {
                reading.problem(
                        1,
                        1,
                        "",
                        "is empty; %s shows what belongs into it"
                                .formatted(reading.form().example()));
            }
            return root;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            reading.problem(mark, "", "is not correct YAML here: " + Names.clean(e.getProblem(), 200));
        } catch (YAMLException e) {
            reading.problem(1, 1, "", "is not correct YAML: " + Names.clean(e.getMessage(), 200));
        }
        return Optional.empty();
    }
}
