package io.laas.web.json;

import io.laas.engine.installer.Installers;
import io.laas.model.installer.Installer;
import io.laas.model.installer.Parameter;
import io.laas.model.installer.Step;
import io.laas.model.lab.LabProblem;
import io.laas.model.wire.InstallerJson;
import io.laas.model.wire.InstallersJson;
import io.laas.model.wire.NewInstallJson;
import io.laas.model.wire.ParameterJson;
import io.laas.web.error.ApiException;
import java.util.List;
import java.util.Map;

/** Installers between model and wire format. */
public final class InstallerWire {
    private static final int MAX_PARAMETERS = 100;

    private InstallerWire() {}

    /** Shows what is offered; what is wrong with files only where that is asked for. */
    public static InstallersJson json(Installers.Offer offer, boolean problems) {
        return new InstallersJson(
                offer.installers().stream().map(InstallerWire::json).toList(),
                problems ? offer.problems().stream().map(LabProblem::toString).toList() : List.of());
    }

    public static InstallerJson json(Installer i) {
        return new InstallerJson(
                i.name(),
                i.title(),
                i.description(),
                i.parameters().stream().map(InstallerWire::json).toList(),
                i.steps().stream().map(Step::title).toList(),
                i.requirements().nodes(),
                i.requirements().memoryMiB(),
                i.requirements().cores(),
                List.copyOf(i.requirements().networks()),
                i.requirements().internet(),
                i.limit().toString());
    }

    public static ParameterJson json(Parameter p) {
        return new ParameterJson(
                p.name(), p.title(), p.standard().orElse(null), p.pattern().orElse(null), p.choices(), p.secret());
    }

    /** Returns the values given; none where nothing was given. */
    public static Map<String, String> values(NewInstallJson json) {
        return values("parameters", json.parameters());
    }

    /** Returns values by name, at most 100, none of them null. */
    public static Map<String, String> values(String field, Map<String, String> given) {
        if (given == null) {
            return Map.of();
        }
        if (given.size() > MAX_PARAMETERS || given.containsValue(null)) {
            throw ApiException.invalid("%s must be at most %d texts by name".formatted(field, MAX_PARAMETERS));
        }
        return given;
    }
}
