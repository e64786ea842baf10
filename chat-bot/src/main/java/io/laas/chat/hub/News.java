package io.laas.chat.hub;

import io.laas.chat.client.ApiResult;
import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Subject;
import io.laas.chat.platform.Platform;
import io.laas.chat.platform.Target;
import io.laas.model.event.EventType;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.EventJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is told what of an event. Thread-safe. */
final class News {
    private final LaasClient server;
    private final People people;
    private final Channels channels;
    private final Map<String, Platform> platforms;

    /**
     * Makes the news.
     *
     * @param platforms those the bot is on, by name
     */
    News(LaasClient server, People people, Channels channels, Map<String, Platform> platforms) {
        this.server = server;
        this.people = people;
        this.channels = channels;
        this.platforms = Map.copyOf(platforms);
    }

    /** Returns the messages an event asks for; empty if the server could not be asked what that depends on. */
    Optional<List<Owed>> of(EventJson event) {
        EventType type = type(event);
        if (type == EventType.IDENTITY_LINKED || type == EventType.IDENTITY_UNLINKED) {
            people.forgetLinks();
        }
        return switch (type) {
            case BOOKING_REQUESTED, BOOKING_WAITING, BOOKING_SCHEDULED, BOOKING_PROVISIONING ->
                booking(event, moved(event) ? Notice.Kind.CHANGED : null);
            case APPROVAL_ASKED -> approval(event);
            case SHORTENING_ASKED -> booking(event, Notice.Kind.SHORTENING);
            case SHORTENING_AGREED -> booking(event, Notice.Kind.CHANGED);
            case APPROVAL_GIVEN -> booking(event, Notice.Kind.APPROVED);
            case BOOKING_OFFERED -> booking(event, Notice.Kind.OFFERED);
            case BOOKING_ACTIVE -> booking(event, Notice.Kind.READY);
            case BOOKING_EXTENDED -> booking(event, Notice.Kind.CHANGED);
            case BOOKING_CLEANING, BOOKING_FAILED, BOOKING_CANCELLED -> booking(event, Notice.Kind.ENDED);
            case BOOKING_MEMBERS -> members(event);
            case REMINDER -> booking(event, Notice.Kind.REMINDER);
            case BOOKING_IDLE -> booking(event, Notice.Kind.IDLE);
            case BOOKING_KEPT -> booking(event, null);
            case OUTAGE_SET -> ofSeries(event) ? Optional.of(List.of()) : lab(event, Notice.Kind.OUTAGE_SET);
            case OUTAGE_ENDED ->
                ofSeries(event) && !isSingle(event) ? Optional.of(List.of()) : lab(event, Notice.Kind.OUTAGE_ENDED);
            case OUTAGE_SERIES_SET -> lab(event, Notice.Kind.SERIES_SET);
            case OUTAGE_SERIES_ENDED -> lab(event, Notice.Kind.SERIES_ENDED);
            case VPOD_QUARANTINED -> lab(event, Notice.Kind.QUARANTINED);
            case LEAKS_FOUND -> lab(event, Notice.Kind.LEAKS);
            default -> Optional.of(List.of());
        };
    }

    /** An event of a type that a later server has is none of ours. */
    private static EventType type(EventJson event) {
        return Arrays.stream(EventType.values())
                .filter(t -> t.name().equals(event.type()))
                .findFirst()
                .orElse(EventType.TASK_CHANGED);
    }

    /** One message tells of all times of a series. */
    private static boolean ofSeries(EventJson event) {
        return event.data().containsKey("series");
    }

    /** One time of a series was ended or taken back, and the series goes on. */
    private static boolean isSingle(EventJson event) {
        return event.data().containsKey("alone") || event.data().containsKey("because");
    }

    private static boolean moved(EventJson event) {
        return event.type().equals("BOOKING_SCHEDULED") && event.data().containsKey("reason");
    }

    private Optional<List<Owed>> booking(EventJson event, Notice.Kind kind) {
        ApiResult<BookingJson> found = server.booking(event.booking());
        if (found instanceof ApiResult.Failed<BookingJson> failed) {
            return failed.status() == 404 ? Optional.of(List.of()) : Optional.empty();
        }
        BookingJson b = ((ApiResult.Ok<BookingJson>) found).got();
        List<Owed> owed = new ArrayList<>();
        channels.of(b.lab()).forEach(channel -> owed.add(card(b.id(), channel)));
        boolean quiet = kind == null || "PIPELINE".equals(b.booker()) && kind != Notice.Kind.REMINDER;
        if (quiet) {
            return Optional.of(owed);
        }
        Set<String> readers = new LinkedHashSet<>(List.of(b.owner()));
        boolean ofOwner = kind == Notice.Kind.OFFERED || kind == Notice.Kind.SHORTENING;
        if (!ofOwner && b.collaborators() != null) {
            readers.addAll(b.collaborators());
        }
        for (String user : readers) {
            Optional<List<Owed>> messages = tell(event, b.id(), user, kind);
            if (messages.isEmpty()) {
                return Optional.empty();
            }
            owed.addAll(messages.get());
        }
        return Optional.of(owed);
    }

    /** The one message of a booking in a channel, which shows how it stands. */
    static Owed card(String booking, Target channel) {
        Subject subject = new Subject(Subject.Kind.BOOKING, booking, null);
        return new Owed(key(booking, channel), channel, Topic.following(subject, null, null));
    }

    /** The one message of a booking for one person, which shows how to get in. */
    static Owed card(String booking, String identity) {
        return card(booking, identity, identity);
    }

    private static Owed card(String booking, String identity, String reader) {
        Subject subject = new Subject(Subject.Kind.BOOKING, booking, null);
        Target person = Target.person(identity);
        return new Owed(key(booking, person), person, Topic.following(subject, reader, null));
    }

    static String key(String booking, Target target) {
        return "booking:" + booking + ":" + target.platform() + ":" + target.id();
    }

    private Optional<List<Owed>> tell(EventJson event, String booking, String user, Notice.Kind kind) {
        if (toldAlready(event, user, kind)) {
            return Optional.of(List.of());
        }
        return people.identities(user).map(all -> {
            List<String> linked = all.stream()
                    .filter(identity -> platforms.containsKey(identity.substring(0, identity.indexOf(':'))))
                    .toList();
            return linked.isEmpty()
                    ? unlinked(user)
                            .map(identity -> message(event, booking, identity, null, kind))
                            .toList()
                    : linked.stream()
                            .map(identity -> message(event, booking, identity, identity, kind))
                            .toList();
        });
    }

    /** The server knows nothing of these identities, so it is asked by the bot itself. */
    private Stream<String> unlinked(String user) {
        return platforms.values().stream().flatMap(p -> p.unlinked(user).stream());
    }

    /** Whoever did it knows. */
    private static boolean toldAlready(EventJson event, String user, Notice.Kind kind) {
        return user.equals(event.user()) && (kind == Notice.Kind.CHANGED || kind == Notice.Kind.ENDED);
    }

    private static Owed message(EventJson event, String booking, String identity, String reader, Notice.Kind kind) {
        if (kind == Notice.Kind.READY) {
            return card(booking, identity, reader);
        }
        Map<String, String> data = new HashMap<>(event.data());
        if (!"SYSTEM".equals(event.channel())) {
            data.put("by", event.user());
        }
        Notice notice = new Notice(kind, booking, data);
        return new Owed(key(event, identity), Target.person(identity), Topic.telling(notice, reader));
    }

    private static String key(EventJson event, String place) {
        return "event:" + event.sequence() + ":" + place;
    }

    private Optional<List<Owed>> members(EventJson event) {
        List<Owed> owed = new ArrayList<>();
        boolean known =
                named(event, "added", Notice.Kind.JOINED, owed) && named(event, "removed", Notice.Kind.LEFT, owed);
        return known ? Optional.of(owed) : Optional.empty();
    }

    /** Those who may decide are asked, and so is the lab's channel: who else may is known to the server only. */
    private Optional<List<Owed>> approval(EventJson event) {
        Topic topic = Topic.telling(new Notice(Notice.Kind.APPROVAL, event.booking(), event.data()), null);
        Optional<List<Owed>> card = booking(event, null);
        return card.flatMap(owed -> {
            List<Owed> all = new ArrayList<>(owed);
            channels.of(event.lab()).forEach(c -> all.add(new Owed(key(event, c.platform() + ":" + c.id()), c, topic)));
            return named(event, "approvers", Notice.Kind.APPROVAL, all) ? Optional.of(all) : Optional.empty();
        });
    }

    private boolean named(EventJson event, String which, Notice.Kind kind, List<Owed> owed) {
        for (String user : event.data().getOrDefault(which, "").split(" ")) {
            Optional<List<Owed>> messages =
                    user.isBlank() ? Optional.of(List.of()) : tell(event, event.booking(), user, kind);
            if (messages.isEmpty()) {
                return false;
            }
            owed.addAll(messages.get());
        }
        return true;
    }

    private Optional<List<Owed>> lab(EventJson event, Notice.Kind kind) {
        Map<String, String> data = new HashMap<>(event.data());
        data.put("lab", String.valueOf(event.lab()));
        data.put("vpod", String.valueOf(event.vpod()));
        Topic topic = Topic.telling(new Notice(kind, null, data), null);
        return Optional.of(channels.of(event.lab()).stream()
                .map(channel -> new Owed(key(event, channel.platform() + ":" + channel.id()), channel, topic))
                .toList());
    }
}
