package io.laas.engine.design;

import io.laas.model.ConfigId;
import io.laas.model.PodId;
import io.laas.model.booking.Refusal;
import io.laas.model.booking.RefusalCode;
import io.laas.model.design.DesignCheck;
import io.laas.model.event.EventType;
import io.laas.model.lab.Lab;
import io.laas.model.pod.Config;
import io.laas.model.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What differs between pods and configs.
 *
 * @param word for messages and for the store: {@code pod} or {@code config}
 * @param type what it is kept as
 * @param name its name
 * @param named the same under another name
 * @param check why a lab cannot give it
 * @param ofLab those of the lab file
 * @param unknown says that there is none of a name
 * @param changed tells that one was made or changed
 */
public record DesignKind<T>(
        String word,
        Class<T> type,
        Function<T, String> name,
        BiFunction<T, String, T> named,
        BiFunction<T, Lab, Optional<Refusal>> check,
        Function<Lab, List<T>> ofLab,
        RefusalCode unknown,
        EventType changed) {
    /** Hardware descriptions. */
    public static final DesignKind<Pod> POD = new DesignKind<>(
            "pod",
            Pod.class,
            p -> p.id().value(),
            (p, name) -> new Pod(new PodId(name), p.description(), p.nodes(), p.networks()),
            DesignCheck::pod,
            Lab::pods,
            RefusalCode.UNKNOWN_POD,
            EventType.POD_CHANGED);

    /** Software descriptions. */
    public static final DesignKind<Config> CONFIG = new DesignKind<>(
            "config",
            Config.class,
            c -> c.id().value(),
            (c, name) -> new Config(
                    new ConfigId(name), c.description(), c.image(), c.images(), c.cloudInit(), c.installer(), c.isos()),
            DesignCheck::config,
            Lab::configs,
            RefusalCode.UNKNOWN_CONFIG,
            EventType.CONFIG_CHANGED);

    Optional<T> inLab(Lab lab, String wanted) {
        return ofLab.apply(lab).stream()
                .filter(spec -> name.apply(spec).equals(wanted))
                .findFirst();
    }
}
