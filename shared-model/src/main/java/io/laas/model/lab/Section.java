package io.laas.model.lab;

import io.laas.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One list of named things in a lab file. Names of things that are wrong are known too, so that one mistake is reported once.
 *
 * @param kind what the things are, for messages
 * @param owner what they belong to: the lab or a pod
 * @param places where each name stands
 * @param values the things without faults, by name, in the order of the file
 */
record Section<T>(String kind, String owner, Map<String, YamlValue> places, Map<String, T> values) {
    private static final int SHOWN = 40;

    /** Reads the things; a name that stands twice is reported where it stands again. */
    static <T> Section<T> ofLab(String kind, List<YamlValue> items, Function<YamlValue, Optional<T>> reader) {
        return new Section<T>(kind, "lab", new LinkedHashMap<>(), new LinkedHashMap<>()).filled(items, reader);
    }

    /** Reads the things of one pod in the same manner. */
    static <T> Section<T> ofPod(String kind, List<YamlValue> items, Function<YamlValue, Optional<T>> reader) {
        return new Section<T>(kind, "pod", new LinkedHashMap<>(), new LinkedHashMap<>()).filled(items, reader);
    }

    /** Reads the things of something else in the same manner. */
    static <T> Section<T> of(
            String kind, String owner, List<YamlValue> items, Function<YamlValue, Optional<T>> reader) {
        return new Section<T>(kind, owner, new LinkedHashMap<>(), new LinkedHashMap<>()).filled(items, reader);
    }

    private Section<T> filled(List<YamlValue> items, Function<YamlValue, Optional<T>> reader) {
        for (YamlValue item : items) {
            Optional<String> name = item.peek("name");
            Optional<T> value = reader.apply(item);
            if (name.isPresent() && claim(name.get(), item)) {
                value.ifPresent(v -> values.put(name.get(), v));
            }
        }
        return this;
    }

    private boolean claim(String name, YamlValue place) {
        YamlValue first = places.putIfAbsent(name, place);
        if (first != null) {
            place.wrong("has the name '%s', which the %s on line %d has too; give it another"
                    .formatted(Names.clean(name, SHOWN), kind, first.line()));
        }
        return first == null;
    }

    /** Reports a value that names none of the things. */
    void check(YamlValue reference) {
        reference.text().filter(name -> !places.containsKey(name)).ifPresent(name -> reference.wrong(missing(name)));
    }

    private String missing(String name) {
        String guess = DidYouMean.among(places.keySet(), name);
        String all = places.isEmpty() ? "there is none" : "there is " + String.join(", ", places.keySet());
        return "names the %s '%s', which the %s does not have".formatted(kind, Names.clean(name, SHOWN), owner)
                + (guess.isEmpty() ? "; " + Names.clean(all, 200) : guess);
    }

    List<T> list() {
        return new ArrayList<>(values.values());
    }
}
