package io.laas.model.booking;

import io.laas.model.ConfigId;
import io.laas.model.LabId;
import io.laas.model.PodId;
import io.laas.model.UserId;
import io.laas.model.VpodId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a {@link BookingRequest} together; what is not said is left open. For one thread. */
public final class BookingRequestBuilder {
    private final PodId pod;
    private UserId owner;
    private Optional<LabId> lab = Optional.empty();
    private Optional<ConfigId> config = Optional.empty();
    private Optional<VpodId> vpod = Optional.empty();
    private Set<UserId> collaborators = Set.of();
    private String purpose = "";
    private String project = "";
    private Optional<Instant> start = Optional.empty();
    private Optional<Duration> length = Optional.empty();
    private boolean mayWait;
    private Booker booker = Booker.PERSON;
    private Optional<String> origin = Optional.empty();
    private Map<String, String> answers = Map.of();

    BookingRequestBuilder(PodId pod, UserId owner) {
        this.pod = pod;
        this.owner = owner;
    }

    BookingRequestBuilder(BookingRequest like) {
        this(like.pod(), like.owner());
        lab = like.lab();
        config = like.config();
        vpod = like.vpod();
        collaborators = like.collaborators();
        purpose = like.purpose();
        project = like.project();
        start = like.start();
        length = like.length();
        mayWait = like.mayWait();
        booker = like.booker();
        origin = like.origin();
        answers = like.answers();
    }

    public BookingRequestBuilder owner(UserId user) {
        owner = user;
        return this;
    }

    public BookingRequestBuilder lab(LabId id) {
        lab = Optional.of(id);
        return this;
    }

    public BookingRequestBuilder config(ConfigId id) {
        config = Optional.of(id);
        return this;
    }

    public BookingRequestBuilder vpod(VpodId id) {
        vpod = Optional.of(id);
        return this;
    }

    public BookingRequestBuilder collaborators(Set<UserId> users) {
        collaborators = users;
        return this;
    }

    public BookingRequestBuilder purpose(String text) {
        purpose = text;
        return this;
    }

    public BookingRequestBuilder project(String text) {
        project = text;
        return this;
    }

    public BookingRequestBuilder start(Instant instant) {
        start = Optional.of(instant);
        return this;
    }

    public BookingRequestBuilder length(Duration duration) {
        length = Optional.of(duration);
        return this;
    }

    public BookingRequestBuilder mayWait(boolean yes) {
        mayWait = yes;
        return this;
    }

    public BookingRequestBuilder booker(Booker kind) {
        booker = kind;
        return this;
    }

    /** Says where it is made; null: nowhere in particular. */
    public BookingRequestBuilder origin(String text) {
        origin = Optional.ofNullable(text);
        return this;
    }

    /** Answers questions of the lab, by name of the question. */
    public BookingRequestBuilder answers(Map<String, String> byQuestion) {
        answers = byQuestion;
        return this;
    }

    /**
     * Returns the request.
     *
     * @throws IllegalArgumentException with field and rule if a text is too long
     */
    public BookingRequest build() {
        return new BookingRequest(
                lab,
                pod,
                config,
                vpod,
                owner,
                collaborators,
                purpose,
                project,
                start,
                length,
                mayWait,
                booker,
                origin,
                answers);
    }
}
