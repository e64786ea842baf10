package io.laas.model.lab;

import io.laas.model.ConfigId;
import io.laas.model.HostId;
import io.laas.model.PodId;
import io.laas.model.VpodId;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one entry of {@code vpods}. */
final class VpodReader {
    static final List<String> KEYS = List.of("name", "host", "pod", "config");

    private final Section<Host> hosts;
    private final Section<Pod> pods;
    private final Section<Config> configs;

    VpodReader(Section<Host> hosts, Section<Pod> pods, Section<Config> configs) {
        this.hosts = hosts;
        this.pods = pods;
        this.configs = configs;
    }

    Optional<StaticVpod> read(YamlValue item) {
        return item.object(KEYS, f -> {
            VpodId id = f.parsed("name", VpodId::new);
            HostId host = reference(f, "host", hosts, HostId::new);
            PodId pod = reference(f, "pod", pods, PodId::new);
            ConfigId config = reference(f, "config", configs, ConfigId::new);
            return () -> new StaticVpod(id, host, pod, config);
        });
    }

    private static <T> T reference(YamlFields f, String key, Section<?> section, Function<String, T> id) {
        f.required(key).ifPresent(section::check);
        return f.value(key).flatMap(v -> v.parsed(id)).orElse(null);
    }
}
