package io.laas.model.lab;

import io.laas.model.pod.Pod;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code user-pods}; what is left out is as with the lab's own pods. */
final class UserPodsReader {
    static final List<String> KEYS = List.of("networks", "uplinks", "max-machines", "max-kept");

    private final UserPods usual;

    UserPodsReader(List<Pod> pods) {
        this.usual = UserPods.like(pods);
    }

    Optional<UserPods> read(YamlValue value) {
        return value.object(KEYS, f -> {
            var networks = choices(f, "networks", usual.networks());
            var uplinks = choices(f, "uplinks", usual.uplinks());
            int machines = f.integer("max-machines", usual.maxMachines());
            int kept = f.integer("max-kept", usual.maxKept());
            return () -> new UserPods(networks, uplinks, machines, kept);
        });
    }

    private static <E extends Enum<E>> Set<E> choices(YamlFields f, String key, Set<E> otherwise) {
        if (f.value(key).isEmpty()) {
            return otherwise;
        }
        Class<E> type = otherwise.iterator().next().getDeclaringClass();
        Set<E> chosen = EnumSet.noneOf(type);
        f.items(key).forEach(item -> item.choice(type).ifPresent(chosen::add));
        return chosen;
    }
}
