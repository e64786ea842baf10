package io.laas.jenkins.step;

import hudson.Util;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.laas.jenkins.JenkinsFacade;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.LaasUnavailableException;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.model.Names;
import io.laas.model.lab.Lab;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the snippet generator's forms ask; only those who may see labs get an answer. */
final class StepForm {
    private static final int MOST_SHOWN = 40;

    private StepForm() {}

    static ComboBoxModel pods() {
        return names(lab -> lab.pods().stream().map(pod -> pod.id().value()));
    }

    static ComboBoxModel labs() {
        return names(lab -> Stream.of(lab.id().value()));
    }

    static ComboBoxModel configs() {
        return names(lab -> lab.configs().stream().map(config -> config.id().value()));
    }

    private static ComboBoxModel names(Function<Lab, Stream<String>> of) {
        return new ComboBoxModel(
                mayLook() ? seen().stream().flatMap(of).distinct().sorted().toList() : List.of());
    }

    static FormValidation checkPod(String value) {
        String pod = Util.fixNull(value).strip();
        if (pod.isEmpty()) {
            return FormValidation.error(Messages.StepForm_whichPod());
        }
        if (!mayLook() || pod.contains("$")) {
            return FormValidation.ok();
        }
        List<String> pods = pods();
        return pods.contains(pod)
                ? FormValidation.ok()
                : FormValidation.warning(
                        Messages.StepForm_noSuchPod(Names.clean(pod, MOST_SHOWN), String.join(", ", pods)));
    }

    static FormValidation checkLength(String field, String value) {
        String given = Util.fixNull(value).strip();
        if (given.isEmpty() || given.contains("$")) {
            return FormValidation.ok();
        }
        try {
            TimeText.length(field, given);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Messages.StepForm_noLength(field, Names.clean(given, MOST_SHOWN)));
        }
    }

    private static boolean mayLook() {
        return JenkinsFacade.jenkins().hasPermission(LaasPermissions.VIEW);
    }

    private static List<Lab> seen() {
        try {
            return LaasRuntime.get().engine().catalogue().labs();
        } catch (LaasUnavailableException e) {
            return List.of();
        }
    }
}
