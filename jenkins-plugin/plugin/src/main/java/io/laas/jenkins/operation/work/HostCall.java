package io.laas.jenkins.operation.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.engine.port.HostStatus;
import io.laas.engine.port.HostUnreachableException;
import io.laas.engine.port.HostedThing;
import io.laas.model.lab.Host;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.OwnerTag;
import io.laas.model.wire.WireJson;
import java.util.List;
import java.util.Optional;
import jenkins.security.MasterToSlaveCallable;

/** Asks a host something from where it arrives; question and answer travel as text. */
public final class HostCall extends MasterToSlaveCallable<String, RuntimeException> {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = WireJson.strict();

    private final Workshops workshops;
    private final String question;

    private HostCall(Workshops workshops, Question question) {
        this.workshops = workshops;
        this.question = write(question);
    }

    private enum What {
        PROBE,
        INVENTORY,
        PURGE,
        SNAPSHOT_FILES,
        DISCARD_SNAPSHOT_FILES,
        IMAGES
    }

    private record Question(
            What what,
            Host host,
            Optional<String> controller,
            Optional<OwnerTag> owner,
            List<String> files,
            Optional<ImageQuestion> images) {
        Question {
            files = files == null ? List.of() : List.copyOf(files);
        }

        Question(What what, Host host, Optional<String> controller, Optional<OwnerTag> owner, List<String> files) {
            this(what, host, controller, owner, files, Optional.empty());
        }

        Question(What what, Host host, Optional<String> controller, Optional<OwnerTag> owner) {
            this(what, host, controller, owner, List.of());
        }
    }

    /** What came back: one of them. */
    private record Reply(
            Optional<HostStatus> status,
            Optional<List<HostedThing>> things,
            Optional<String> trouble,
            List<String> files,
            Optional<ImageStock> images) {
        Reply {
            files = files == null ? List.of() : List.copyOf(files);
        }

        Reply(Optional<HostStatus> status, Optional<List<HostedThing>> things, Optional<String> trouble) {
            this(status, things, trouble, List.of(), Optional.empty());
        }
    }

    public static HostCall probe(Workshops workshops, Host host) {
        return new HostCall(workshops, new Question(What.PROBE, host, Optional.empty(), Optional.empty()));
    }

    public static HostCall inventory(Workshops workshops, Host host, String controller) {
        return new HostCall(workshops, new Question(What.INVENTORY, host, Optional.of(controller), Optional.empty()));
    }

    public static HostCall purge(Workshops workshops, Host host, OwnerTag owner) {
        return new HostCall(workshops, new Question(What.PURGE, host, Optional.empty(), Optional.of(owner)));
    }

    public static HostCall snapshotFiles(Workshops workshops, Host host, String controller) {
        return new HostCall(
                workshops, new Question(What.SNAPSHOT_FILES, host, Optional.of(controller), Optional.empty()));
    }

    public static HostCall discardSnapshotFiles(Workshops workshops, Host host, List<String> files) {
        return new HostCall(
                workshops, new Question(What.DISCARD_SNAPSHOT_FILES, host, Optional.empty(), Optional.empty(), files));
    }

    public static HostCall images(Workshops workshops, Host host, ImageQuestion question) {
        return new HostCall(
                workshops,
                new Question(What.IMAGES, host, Optional.empty(), Optional.empty(), List.of(), Optional.of(question)));
    }

    @Override
    public String call() {
        return write(answer(read(question, Question.class)));
    }

    private Reply answer(Question asked) {
        Workshop workshop = workshops.here();
        try {
            return switch (asked.what()) {
                case PROBE -> new Reply(Optional.of(workshop.probe(asked.host())), Optional.empty(), Optional.empty());
                case INVENTORY ->
                    things(workshop.inventory(asked.host(), asked.controller().orElseThrow()));
                case PURGE -> {
                    workshop.purge(asked.host(), asked.owner().orElseThrow());
                    yield things(List.of());
                }
                case SNAPSHOT_FILES ->
                    new Reply(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            workshop.snapshotFiles(
                                    asked.host(), asked.controller().orElseThrow()),
                            Optional.empty());
                case DISCARD_SNAPSHOT_FILES -> {
                    workshop.discardSnapshotFiles(asked.host(), asked.files());
                    yield things(List.of());
                }
                case IMAGES ->
                    new Reply(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            Optional.of(
                                    workshop.images(asked.host(), asked.images().orElseThrow())));
            };
        } catch (HostUnreachableException e) {
            String why =
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElseGet(e::getMessage);
            return new Reply(Optional.empty(), Optional.empty(), Optional.of(String.valueOf(why)));
        }
    }

    private static Reply things(List<HostedThing> things) {
        return new Reply(Optional.empty(), Optional.of(things), Optional.empty());
    }

    /** Reads what a probe brought back. */
    public static HostStatus status(String answer) {
        return read(answer, Reply.class).status().orElseThrow();
    }

    /**
     * Reads what another question brought back.
     *
     * @throws HostUnreachableException if the host could not be asked
     */
    public static List<HostedThing> things(Host host, String answer) {
        return reply(host, answer).things().orElse(List.of());
    }

    /**
     * Reads which files there are.
     *
     * @throws HostUnreachableException if the host could not be asked
     */
    public static List<String> files(Host host, String answer) {
        return reply(host, answer).files();
    }

    /**
     * Reads what is known of images.
     *
     * @throws HostUnreachableException if the host could not be asked
     */
    public static ImageStock stock(Host host, String answer) {
        return reply(host, answer).images().orElse(ImageStock.NONE);
    }

    private static Reply reply(Host host, String answer) {
        Reply reply = read(answer, Reply.class);
        reply.trouble().ifPresent(why -> {
            throw new HostUnreachableException(host.id(), why, null);
        });
        return reply;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("%s has no text form".formatted(value), e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Controller and agent do not understand each other (%s); restart the agent so that it has the same version"
                            .formatted(e.getOriginalMessage()),
                    e);
        }
    }
}
