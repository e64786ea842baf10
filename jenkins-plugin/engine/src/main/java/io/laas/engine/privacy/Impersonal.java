package io.laas.engine.privacy;

import io.laas.model.Actor;
import io.laas.model.UserId;
import io.laas.model.event.Event;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is left of an event when people are taken out of it. */
final class Impersonal {
    /** Numbers, times, states and names of things; whatever is not named here may be somebody's name or words and goes. */
    private static final Set<String> KEPT = Set.of(
            "anew",
            "at",
            "before",
            "bookings",
            "bytes",
            "code",
            "deleted",
            "earlier",
            "end",
            "files",
            "hits",
            "host",
            "kind",
            "lead",
            "leaks",
            "offerUntil",
            "outage",
            "percent",
            "pod",
            "pods",
            "reclaimableFrom",
            "repeat",
            "series",
            "sharing",
            "since",
            "snapshot",
            "start",
            "state",
            "task",
            "title",
            "until",
            "version",
            "zone");

    private Impersonal() {}

    static Event of(Event event) {
        Map<String, String> data = new TreeMap<>(event.data());
        data.keySet().retainAll(KEPT);
        return new Event(
                event.sequence(),
                event.at(),
                event.type(),
                event.lab(),
                event.booking(),
                event.vpod(),
                event.operation(),
                nobody(event.actor()),
                data);
    }

    private static Actor nobody(Actor actor) {
        return actor.user().equals(Actor.SYSTEM.user())
                ? actor
                : new Actor(UserId.FORGOTTEN, actor.channel(), Optional.empty());
    }
}
