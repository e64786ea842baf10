package io.laas.chat.platform;

import java.util.Objects;

/**
 * Where a message goes.
 *
 * @param platform name of the platform, the first part of its identities
 * @param kind whether {@code id} is a person's identity or a channel
 * @param id identity such as {@code slack:T1:U2}, or the platform's id of a channel
 */
public record Target(String platform, Kind kind, String id) {
    public Target {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    /** What is written to. */
    public enum Kind {
        /** One person, with nobody reading along. */
        PERSON,
        CHANNEL
    }

    public static Target person(String identity) {
        return new Target(identity.substring(0, identity.indexOf(':')), Kind.PERSON, identity);
    }

    public static Target channel(String platform, String id) {
        return new Target(platform, Kind.CHANNEL, id);
    }

    /** Returns whether only one person reads there. */
    public boolean alone() {
        return kind == Kind.PERSON;
    }

    @Override
    public String toString() {
        return kind == Kind.PERSON ? id : platform + " channel " + id;
    }
}
