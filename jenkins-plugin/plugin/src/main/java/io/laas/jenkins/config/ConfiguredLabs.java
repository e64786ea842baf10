package io.laas.jenkins.config;

import io.laas.engine.port.LabText;
import io.laas.engine.port.LabTexts;
import io.laas.jenkins.JenkinsFacade;
import io.laas.model.LabId;
import io.laas.model.lab.LabFileResult;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The lab files in the configuration of this Jenkins. Thread-safe. */
public final class ConfiguredLabs implements LabTexts {
    private static final String SOURCE = "lab";

    @Override
    public Optional<LabText> find(LabId lab) {
        LaasConfiguration configuration = LaasConfiguration.get();
        return configuration.getLabs().stream()
                .filter(definition -> definition.read(SOURCE) instanceof LabFileResult.Good good
                        && good.lab().id().equals(lab))
                .findFirst()
                .map(definition ->
                        new LabText(definition.getText(), SOURCE, JenkinsFacade.dataDirectory(), fixed(configuration)));
    }

    private static Optional<String> fixed(LaasConfiguration configuration) {
        return configuration.isSetByCode() ? Optional.of(Messages.ConfiguredLabs_setByCode()) : Optional.empty();
    }

    @Override
    public boolean replace(LabId lab, String before, String text) throws IOException {
        return LaasConfiguration.get().replaceLab(before, text);
    }

    /** A host names what Jenkins runs operations on, and where; so far only administrators of Jenkins say that. */
    @Override
    public Optional<String> forbidsMachines() {
        return JenkinsFacade.jenkins().hasPermission(Jenkins.ADMINISTER)
                ? Optional.empty()
                : Optional.of(Messages.ConfiguredLabs_machinesAreOfAdministrators());
    }
}
