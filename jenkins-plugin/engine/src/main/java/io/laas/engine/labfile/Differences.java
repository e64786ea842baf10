package io.laas.engine.labfile;

import io.laas.engine.labfile.LabFileChange.Kind;
import io.laas.model.lab.Host;
import io.laas.model.lab.Lab;
import io.laas.model.lab.Quantities;
import io.laas.model.lab.SnapshotPolicy;
import io.laas.model.lab.StaticVpod;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one lab has and another has not. The order of things in their lists makes no difference. */
final class Differences {
    private static final Set<String> FILES = Set.of("images", "isos");

    private final List<LabFileChange> found = new ArrayList<>();

    private Differences() {}

    static List<LabFileChange> of(Lab before, Lab after) {
        Differences all = new Differences();
        all.value("lab", "title", before.title(), after.title());
        all.value("lab", "contact", before.contact(), after.contact());
        all.value("lab", "zone", before.zone().getId(), after.zone().getId());
        all.things("hosts", before.hosts(), after.hosts(), h -> h.id().value(), h -> Optional.of(said(h)));
        all.things("images", before.images(), after.images(), i -> i.id().value(), i -> Optional.empty());
        all.things("isos", before.isos(), after.isos(), i -> i.id().value(), i -> Optional.empty());
        all.things(
                "pods",
                before.pods(),
                after.pods(),
                p -> p.id().value(),
                p -> Optional.of(p.demand().toString()));
        all.things("configs", before.configs(), after.configs(), c -> c.id().value(), c -> Optional.empty());
        all.things("vpods", before.vpods(), after.vpods(), v -> v.id().value(), v -> Optional.of(said(v)));
        all.values("policy", before.policy(), after.policy());
        all.values("user-pods", before.userPods(), after.userPods());
        SnapshotPolicy old = before.snapshots();
        SnapshotPolicy now = after.snapshots();
        all.value("snapshots", "max-kept", String.valueOf(old.maxKept()), String.valueOf(now.maxKept()));
        all.value("snapshots", "max-size", old.maxGiB() + "G", now.maxGiB() + "G");
        return List.copyOf(all.found);
    }

    /** Returns whether other machines would be reached, other files read, or other directories written to. */
    static boolean touchMachines(Lab before, Lab after) {
        Map<String, Host> known = byName(before.hosts(), h -> h.id().value());
        boolean hosts = after.hosts().stream().anyMatch(h -> !same(h, known.get(h.id().value())));
        return hosts || of(before, after).stream().anyMatch(c -> FILES.contains(c.part()) && c.kind() != Kind.REMOVED);
    }

    private static boolean same(Host after, Host before) {
        return before != null
                && after.equals(new Host(
                        before.id(),
                        before.uri(),
                        after.capacity(),
                        before.accel(),
                        before.storage(),
                        before.addresses(),
                        before.agentLabel(),
                        after.bootLimit()));
    }

    private static String said(Host host) {
        return host.capacity()
                + host.bootLimit()
                        .map(limit -> ", boots within " + Quantities.shown(limit))
                        .orElse("");
    }

    private static String said(StaticVpod vpod) {
        return "%s with %s on %s".formatted(vpod.pod(), vpod.config(), vpod.host());
    }

    private <T> void things(
            String part, List<T> before, List<T> after, Function<T, String> name, Function<T, Optional<String>> words) {
        Map<String, T> old = byName(before, name);
        Map<String, T> now = byName(after, name);
        now.forEach((key, thing) -> {
            if (!old.containsKey(key)) {
                found.add(new LabFileChange(part, key, Kind.ADDED, Optional.empty(), words.apply(thing)));
            } else if (!old.get(key).equals(thing)) {
                change(part, key, words.apply(old.get(key)), words.apply(thing));
            }
        });
        old.forEach((key, thing) -> {
            if (!now.containsKey(key)) {
                found.add(new LabFileChange(part, key, Kind.REMOVED, words.apply(thing), Optional.empty()));
            }
        });
    }

    private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
        return things.stream().collect(Collectors.toMap(name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** Where the words are the same, what differs is not in them. */
    private void change(String part, String name, Optional<String> before, Optional<String> after) {
        boolean told = !before.equals(after);
        found.add(new LabFileChange(
                part, name, Kind.CHANGED, told ? before : Optional.empty(), told ? after : Optional.empty()));
    }

    /** Every component of a record is a key of the lab file, so a new one is compared without a line here. */
    private void values(String part, Record before, Record after) {
        for (RecordComponent key : before.getClass().getRecordComponents()) {
            Object old = read(key, before);
            Object now = read(key, after);
            if (!Objects.equals(old, now)) {
                change(part, kebab(key.getName()), words(old), words(now));
            }
        }
    }

    private void value(String part, String name, String before, String after) {
        if (!before.equals(after)) {
            change(part, name, Optional.of(before), Optional.of(after));
        }
    }

    private static Object read(RecordComponent key, Record of) {
        try {
            return key.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record without its component " + key.getName(), e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> words(Object value) {
        if (value instanceof Optional<?> maybe) {
            return maybe.isEmpty() ? Optional.of("none") : words(maybe.get());
        }
        if (value instanceof Duration length) {
            return Optional.of(Quantities.shown(length));
        }
        if (value instanceof Iterable<?> list) {
            List<String> all = new ArrayList<>();
            list.forEach(v -> words(v).ifPresent(all::add));
            return Optional.of(all.isEmpty() ? "none" : String.join(", ", all));
        }
        if (value instanceof Enum<?> choice) {
            return Optional.of(choice.name().toLowerCase(Locale.ROOT));
        }
        return value instanceof Number || value instanceof String
                ? Optional.of(String.valueOf(value))
                : Optional.empty();
    }
}
