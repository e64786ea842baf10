package io.laas.engine.design;

import io.laas.engine.Answer;
import io.laas.engine.account.Caller;
import io.laas.engine.lab.Catalogue;
import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.Names;
import io.laas.model.booking.RefusalCode;
import io.laas.model.lab.Lab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds labs, pods and configs that are named, as one caller may see them. */
final class Finding<T> {
    private static final int SHOWN = 40;

    private final Tx tx;
    private final DesignKind<T> kind;
    private final Catalogue catalogue;
    private final Caller caller;

    Finding(Tx tx, DesignKind<T> kind, Catalogue catalogue, Caller caller) {
        this.tx = tx;
        this.kind = kind;
        this.catalogue = catalogue;
        this.caller = caller;
    }

    /** Returns the lab named, or the only one there is. */
    Answer<Lab> lab(Optional<LabId> wanted) {
        List<Lab> labs = catalogue.labs();
        if (wanted.isPresent()) {
            return catalogue
                    .lab(wanted.get())
                    .map(Answer::done)
                    .orElseGet(() -> Answer.refused(
                            RefusalCode.UNKNOWN_LAB,
                            "There is no lab %s. Labs: %s.".formatted(wanted.get(), names(labs))));
        }
        return labs.size() == 1
                ? Answer.done(labs.get(0))
                : Answer.refused(
                        RefusalCode.INVALID,
                        labs.isEmpty()
                                ? "No lab is configured yet. An admin must give a lab file."
                                : "Say for which lab: %s.".formatted(names(labs)));
    }

    /** Returns what is named; what several labs have must be named with its lab. */
    Answer<Design<T>> one(Where where) {
        List<Lab> labs =
                where.lab().map(id -> catalogue.lab(id).stream().toList()).orElseGet(catalogue::labs);
        Map<LabId, Design<T>> found = new Offers<>(tx, kind).named(where.name(), labs, caller);
        if (found.size() > 1) {
            return Answer.refused(
                    RefusalCode.INVALID,
                    "Several labs have a %s %s; say of which: %s."
                            .formatted(kind.word(), where.name(), joined(found.keySet())));
        }
        return found.values().stream().findFirst().map(Answer::done).orElseGet(() -> unknown(where));
    }

    private Answer<Design<T>> unknown(Where where) {
        String in = where.lab().map(l -> " in lab " + l).orElse("");
        return Answer.refused(
                kind.unknown(),
                "There is no %s %s%s that you may see. List the %ss to see which there are."
                        .formatted(kind.word(), Names.clean(where.name(), SHOWN), in, kind.word()));
    }

    private static String names(List<Lab> labs) {
        return joined(labs.stream().map(Lab::id).toList());
    }

    private static String joined(java.util.Collection<LabId> labs) {
        return labs.stream().map(LabId::value).sorted().collect(Collectors.joining(", "));
    }
}
