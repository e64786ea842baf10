package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Form;
import io.laas.chat.core.Form.Option;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Texts;
import io.laas.model.wire.PodJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what there is to choose from into forms. */
public final class FormFill {
    private FormFill() {}

    /** Returns the form with what the server has now; what it does not tell stays open to anything. */
    public static Form of(Form form, LaasClient client) {
        return form.with(form.inputs().stream()
                .map(i -> i.with(options(i.kind(), client)))
                .toList());
    }

    private static List<Option> options(Kind kind, LaasClient client) {
        return switch (kind) {
            case POD -> pods(client);
            case CONFIG ->
                client.configs().value().orElse(List.of()).stream()
                        .map(c -> new Option(
                                c.config().id().value(),
                                label(c.config().id().value(), c.config().description())))
                        .distinct()
                        .toList();
            default -> List.of();
        };
    }

    /** Those that are free now come first. */
    private static List<Option> pods(LaasClient client) {
        Map<String, PodJson> pods = new TreeMap<>();
        client.pods(null)
                .value()
                .orElse(List.of())
                .forEach(p -> pods.merge(p.pod().id().value(), p, (a, b) -> a.freeNow() ? a : b));
        return pods.values().stream()
                .sorted(Comparator.comparing(p -> !p.freeNow()))
                .map(p -> new Option(p.pod().id().value(), label(p)))
                .toList();
    }

    private static String label(PodJson p) {
        String name = p.pod().id().value();
        return p.freeNow() ? Texts.of("form.free", name) : Texts.of("form.taken", name);
    }

    private static String label(String name, String description) {
        return description == null || description.isBlank() ? name : name + " – " + description;
    }
}
