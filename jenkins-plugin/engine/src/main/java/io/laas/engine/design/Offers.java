package io.laas.engine.design;

import io.laas.engine.account.Caller;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What labs offer: what is in their files first, then what users made and the caller may see. */
public final class Offers<T> {
    private final Tx tx;
    private final DesignKind<T> kind;

    public Offers(Tx tx, DesignKind<T> kind) {
        this.tx = tx;
        this.kind = kind;
    }

    /** Returns what the caller may book under the name, by lab; what users made is looked for only where no file has the name. */
    public Map<LabId, Design<T>> named(String name, List<Lab> labs, Caller caller) {
        Map<LabId, Design<T>> own = labs.stream()
                .flatMap(lab -> kind.inLab(lab, name).stream().map(spec -> ofLab(lab, spec)))
                .collect(byLab());
        return own.isEmpty() ? made(name, labs, caller) : own;
    }

    private Map<LabId, Design<T>> made(String name, List<Lab> labs, Caller caller) {
        List<LabId> ids = labs.stream().map(Lab::id).toList();
        return new DesignTable<>(tx, kind)
                .visible(name, caller).stream()
                        .filter(d -> ids.contains(d.lab()))
                        .collect(byLab());
    }

    private java.util.stream.Collector<Design<T>, ?, Map<LabId, Design<T>>> byLab() {
        return Collectors.toMap(Design::lab, Function.identity());
    }

    /** Returns the description that a booking keeps: the lab's as it is now, or the version a user made. */
    public Optional<T> kept(Lab lab, String name, OptionalInt version) {
        return version.isEmpty()
                ? kind.inLab(lab, name)
                : new DesignTable<>(tx, kind)
                        .find(lab.id(), name, version.getAsInt())
                        .map(Design::spec);
    }

    /** Returns all that the caller may book in the labs: by lab in their order, the lab's own first. */
    public List<Design<T>> all(List<Lab> labs, Caller caller) {
        Map<LabId, List<Design<T>>> made =
                new DesignTable<>(tx, kind).visible(caller).stream().collect(Collectors.groupingBy(Design::lab));
        return labs.stream()
                .flatMap(lab -> inLab(lab, made.getOrDefault(lab.id(), List.of())).stream())
                .toList();
    }

    /** What a user made is hidden while the lab's file has something of the same name. */
    private List<Design<T>> inLab(Lab lab, List<Design<T>> made) {
        List<Design<T>> all = new java.util.ArrayList<>();
        kind.ofLab().apply(lab).forEach(spec -> all.add(ofLab(lab, spec)));
        made.stream()
                .filter(d -> kind.inLab(lab, kind.name().apply(d.spec())).isEmpty())
                .forEach(all::add);
        return all;
    }

    private static <T> Design<T> ofLab(Lab lab, T spec) {
        return new Design<>(lab.id(), spec, Optional.empty());
    }
}
