package io.laas.jenkins.step;

import io.laas.engine.booking.AvailabilityQuery;
import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import io.laas.model.booking.Booker;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.BookingRequestBuilder;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a {@code laasBook} step asks for, as it was written. */
final class BookingWish implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String pod;
    private final String lab;
    private final String config;
    private final String vpod;
    private final String length;
    private final String wait;
    private final String purpose;
    private final String project;
    private final String collaborators;
    private final boolean keep;

    BookingWish(LaasBookStep step) {
        pod = step.getPod();
        lab = step.getLab();
        config = step.getConfig();
        vpod = step.getVpod();
        length = step.getHours() > 0 ? step.getHours() + "h" : step.getLength();
        wait = step.getWait();
        purpose = step.getPurpose();
        project = step.getProject();
        collaborators = step.getCollaborators();
        keep = step.keeps();
        if (step.getHours() > 0 && !step.getLength().isEmpty()) {
            throw new IllegalArgumentException(
                    "laasBook takes hours or length, not both (hours: %d, length: '%s'); leave one out"
                            .formatted(step.getHours(), step.getLength()));
        }
    }

    /**
     * Returns the request for the engine.
     *
     * @throws IllegalArgumentException with field, rule and value if something is written wrongly
     */
    BookingRequest request(UserId owner, String origin, String fallbackPurpose) {
        BookingRequestBuilder request = BookingRequest.of(new PodId(pod), owner)
                .collaborators(members(owner))
                .purpose(purpose.isEmpty() ? fallbackPurpose : purpose)
                .project(project)
                .mayWait(!wait.isEmpty())
                .booker(Booker.PIPELINE)
                .origin(origin);
        given(lab, LabId::new).ifPresent(request::lab);
        given(config, ConfigId::new).ifPresent(request::config);
        given(vpod, VpodId::new).ifPresent(request::vpod);
        length().ifPresent(request::length);
        patience();
        return request.build();
    }

    private Set<UserId> members(UserId owner) {
        Set<UserId> members = new LinkedHashSet<>();
        for (String name : collaborators.split("[,\\s]+")) {
            if (!name.isEmpty()) {
                members.add(new UserId(name));
            }
        }
        members.add(PipelineAccount.ID);
        members.remove(owner);
        return members;
    }

    private static <T> Optional<T> given(String text, Function<String, T> type) {
        return text.isEmpty() ? Optional.empty() : Optional.of(type.apply(text));
    }

    private Optional<Duration> length() {
        return given(length, text -> TimeText.length("length", text));
    }

    /** Returns how long it may stand in the queue; empty: not at all. */
    Optional<Duration> patience() {
        return given(wait, text -> TimeText.length("wait", text));
    }

    /** Returns the question when it could be had. */
    AvailabilityQuery when() {
        return new AvailabilityQuery(
                given(lab, LabId::new),
                new PodId(pod),
                given(config, ConfigId::new),
                given(vpod, VpodId::new),
                Optional.empty(),
                length());
    }

    boolean keeps() {
        return keep;
    }

    String pod() {
        return pod;
    }
}
