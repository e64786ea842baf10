package io.laas.model.installer;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import io.laas.model.Names;
import java.util.Map;

/**
 * A text with places for values in the form of Mustache: <code>{{param.port}}</code>, <code>{{#nodes}}…{{/nodes}}</code>. Values
 * are looked up in maps and lists alone, never in objects, and a name that has no value is an error. Immutable.
 */
public final class Template {
    private static final int MAX_WORDS = 200;
    private static final BasicCollector MAPS_ALONE = new BasicCollector() {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new java.util.concurrent.ConcurrentHashMap<>();
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map ? super.createFetcher(context, name) : null;
        }
    };

    private final com.samskivert.mustache.Template compiled;

    private Template(com.samskivert.mustache.Template compiled) {
        this.compiled = compiled;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if its places do not fit together; the message names the line in the text
     */
    public static Template of(String text, Escape escape) {
        try {
            return new Template(Mustache.compiler()
                    .withCollector(MAPS_ALONE)
                    .withEscaper(escape::of)
                    .strictSections(true)
                    .withLoader(name -> {
                        throw new IllegalArgumentException("a template must not take in other files, was {{>%s}}"
                                .formatted(Names.clean(name, 40)));
                    })
                    .compile(text));
        } catch (MustacheParseException e) {
            throw new IllegalArgumentException(
                    "a template must close what it opens: " + Names.clean(e.getMessage(), MAX_WORDS), e);
        }
    }

    /**
     * Sees that a text is a template.
     *
     * @param what what the text is, for the message
     * @throws IllegalArgumentException if its places do not fit together
     */
    static void check(String what, String text) {
        try {
            of(text, Escape.NONE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is wrong: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the text with the values.
     *
     * @throws IllegalArgumentException if the text asks for something that is not among the values
     */
    public String with(Map<String, Object> values) {
        try {
            return compiled.execute(values);
        } catch (MustacheException e) {
            throw new IllegalArgumentException(
                    "a template must ask for what there is (param, answer, pod, jump, nodes, machines, machine, pdf, idf): "
                            + Names.clean(e.getMessage(), MAX_WORDS),
                    e);
        }
    }
}
