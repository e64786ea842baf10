package io.laas.model.lab;

import io.laas.model.pod.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code policy}; what is left out is as in {@link Policy#DEFAULT}. */
final class PolicyReader {
    static final List<String> KEYS = List.of(
            "default-length",
            "min-length",
            "max-length",
            "max-extensions",
            "max-extension",
            "extension-window",
            "max-active",
            "max-future",
            "pipeline-default",
            "pipeline-max",
            "horizon",
            "cleaning",
            "reminders",
            "offer-stands",
            "head-start",
            "approval",
            "idle",
            "keep-unused-images",
            "forget-people",
            "access");

    private static final Policy USUAL = Policy.DEFAULT;

    private final ApprovalReader approvals;

    PolicyReader(Section<Pod> pods) {
        this.approvals = new ApprovalReader(pods);
    }

    Optional<Policy> read(YamlValue value) {
        return value.object(KEYS, f -> {
            Duration defaultLength = f.duration("default-length", USUAL.defaultLength());
            Duration minLength = f.duration("min-length", USUAL.minLength());
            Duration maxLength = f.duration("max-length", USUAL.maxLength());
            int maxExtensions = f.integer("max-extensions", USUAL.maxExtensions());
            Duration maxExtension = f.duration("max-extension", USUAL.maxExtension());
            Duration window = f.duration("extension-window", USUAL.extensionWindow());
            int maxActive = f.integer("max-active", USUAL.maxActive());
            int maxFuture = f.integer("max-future", USUAL.maxFuture());
            Duration pipelineDefault = f.duration("pipeline-default", USUAL.pipelineDefault());
            Duration pipelineMax = f.duration("pipeline-max", USUAL.pipelineMax());
            Duration horizon = f.duration("horizon", USUAL.horizon());
            Duration cleaning = f.duration("cleaning", USUAL.cleaning());
            List<Duration> reminders =
                    f.value("reminders").map(PolicyReader::reminders).orElse(USUAL.reminders());
            Duration offer = f.duration("offer-stands", USUAL.offerStands());
            Optional<Approval> approval = f.value("approval").flatMap(approvals::read);
            HeadStart headStart =
                    f.value("head-start").flatMap(HeadStartReader::read).orElse(USUAL.headStart());
            Optional<IdlePolicy> idle = f.value("idle").flatMap(IdlePolicyReader::read);
            Optional<Duration> keepUnused = f.maybe("keep-unused-images", Quantities::duration);
            Optional<Duration> forget = f.maybe("forget-people", Quantities::duration);
            Optional<LabAccess> access = f.value("access").flatMap(LabAccessReader::read);
            return () -> new Policy(
                    defaultLength,
                    minLength,
                    maxLength,
                    maxExtensions,
                    maxExtension,
                    window,
                    maxActive,
                    maxFuture,
                    pipelineDefault,
                    pipelineMax,
                    horizon,
                    cleaning,
                    reminders,
                    offer,
                    headStart,
                    approval,
                    idle,
                    keepUnused,
                    forget,
                    access);
        });
    }

    private static List<Duration> reminders(YamlValue value) {
        return value.items().stream()
                .flatMap(v -> v.parsed(Quantities::duration).stream())
                .toList();
    }
}
