package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Form;
import io.laas.chat.core.Form.Input;
import io.laas.chat.core.Form.Option;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Texts;
import io.laas.model.wire.ConfigJson;
import io.laas.model.wire.PodJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts what there is to choose from into forms; what the server does not tell stays open to anything. */
public final class FormFill {
    private final LaasClient client;

    /** Creates it for those whom the client acts for. */
    public FormFill(LaasClient client) {
        this.client = client;
    }

    /**
     * Returns a form that is filled again when another pod is chosen: its configs go onto the machines of the pod that is.
     *
     * @param chosen what was filled in so far, by parameter
     */
    public Form fitting(Form form, Map<String, String> chosen) {
        Form kept = form.with(form.inputs().stream()
                .map(i -> i.beginningWith(chosen.getOrDefault(i.param(), i.initial())))
                .toList());
        return filled(
                kept,
                pod -> configs(pod).orElse(List.of()).stream()
                        .map(c -> option(c, label(c)))
                        .distinct()
                        .toList());
    }

    /** Returns a form that stays as it is: all configs, those last and marked that do not go onto the machines of the pod it begins with. */
    public Form whole(Form form) {
        return filled(form, pod -> {
            List<ConfigJson> all = client.configs(null).value().orElse(List.of());
            Set<String> fitting =
                    configs(pod).orElse(all).stream().map(FormFill::name).collect(Collectors.toSet());
            return all.stream()
                    .sorted(Comparator.comparing(c -> !fitting.contains(name(c))))
                    .map(c -> option(c, fitting.contains(name(c)) ? label(c) : Texts.of("form.misfit", label(c), pod)))
                    .distinct()
                    .toList();
        });
    }

    /** Fills the pods in, and then the configs for the pod that stands there. */
    private Form filled(Form form, Function<String, List<Option>> configs) {
        Form withPods = form.with(form.inputs().stream()
                .map(i -> i.kind() == Kind.POD ? i.with(pods()) : i)
                .toList());
        String pod = withPods.inputs().stream()
                .filter(i -> i.kind() == Kind.POD)
                .map(Input::initial)
                .findFirst()
                .orElse("");
        return withPods.with(withPods.inputs().stream()
                .map(i -> i.kind() == Kind.CONFIG ? i.with(configs.apply(pod)) : i)
                .toList());
    }

    private Optional<List<ConfigJson>> configs(String pod) {
        return client.configs(pod).value();
    }

    /** Those that are free now come first. */
    private List<Option> pods() {
        Map<String, PodJson> pods = new TreeMap<>();
        client.pods(null).value().orElse(List.of()).stream()
                .filter(p -> !p.closed())
                .forEach(p -> pods.merge(p.pod().id().value(), p, (a, b) -> a.freeNow() ? a : b));
        return pods.values().stream()
                .sorted(Comparator.comparing(p -> !p.freeNow()))
                .map(p -> new Option(p.pod().id().value(), label(p)))
                .toList();
    }

    private static Option option(ConfigJson config, String label) {
        return new Option(name(config), label);
    }

    private static String name(ConfigJson config) {
        return config.config().id().value();
    }

    private static String label(PodJson p) {
        String name = p.pod().id().value();
        return p.freeNow() ? Texts.of("form.free", name) : Texts.of("form.taken", name);
    }

    private static String label(ConfigJson config) {
        String description = config.config().description();
        return description == null || description.isBlank() ? name(config) : name(config) + " – " + description;
    }
}
