package io.laas.web.json;

import io.laas.engine.labfile.LabFileChange;
import io.laas.engine.labfile.LabFileCheck;
import io.laas.engine.labfile.LabFileView;
import io.laas.model.lab.LabProblem;
import io.laas.model.plan.Occupation;
import io.laas.model.wire.HeldBookingJson;
import io.laas.model.wire.LabFileChangeJson;
import io.laas.model.wire.LabFileCheckJson;
import io.laas.model.wire.LabFileJson;
import io.laas.model.wire.LabProblemJson;

/** Lab files on the wire. */
public final class LabFileWire {
    private LabFileWire() {}

    public static LabFileJson json(LabFileView file) {
        return new LabFileJson(
                file.lab().value(),
                file.text(),
                file.version(),
                file.source(),
                file.fixed().isEmpty(),
                file.fixed().orElse(null));
    }

    public static LabFileCheckJson json(LabFileCheck check) {
        return new LabFileCheckJson(
                check.problems().stream().map(LabFileWire::json).toList(),
                check.changes().stream().map(LabFileWire::json).toList(),
                check.bookings().stream().map(LabFileWire::json).toList(),
                check.forbidden().orElse(null));
    }

    private static LabProblemJson json(LabProblem problem) {
        return new LabProblemJson(problem.line(), problem.column(), problem.path(), problem.message());
    }

    private static LabFileChangeJson json(LabFileChange change) {
        return new LabFileChangeJson(
                change.part(),
                change.name(),
                change.kind().name(),
                change.before().orElse(null),
                change.after().orElse(null));
    }

    private static HeldBookingJson json(Occupation held) {
        return new HeldBookingJson(
                held.booking().toString(),
                held.owner().value(),
                held.vpod().value(),
                held.host().value(),
                held.slot().start(),
                held.slot().end());
    }
}
