package io.laas.web.api;

import io.laas.engine.design.Where;
import io.laas.engine.lab.Catalogue;
import io.laas.model.LabId;
import io.laas.web.json.Fields;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how pods and configs are named. */
final class Named {
    private static final Fields.Range VERSIONS = new Fields.Range(1, Integer.MAX_VALUE);

    private Named() {}

    static Where where(String lab, String name) {
        return new Where(Fields.optional(lab, LabId::new), name);
    }

    static OptionalInt version(String text) {
        return text == null || text.isBlank()
                ? OptionalInt.empty()
                : OptionalInt.of(Fields.number("version", text, 1, VERSIONS));
    }

    /** Returns the lab named, which must be there; empty if none is. */
    static Optional<LabId> lab(String lab, Catalogue catalogue) {
        Optional<LabId> wanted = Fields.optional(lab, LabId::new);
        wanted.ifPresent(id -> catalogue.lab(id).orElseThrow(Missing.of("UNKNOWN_LAB", "lab", id, "GET /labs")));
        return wanted;
    }
}
