package io.laas.chat.mail;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How mail is sent.
 *
 * @param host name or address of the mail server that takes mail for submission
 * @param port 1 … 65535; usually 587, or 465 with {@link Security#TLS}
 * @param login empty: the mail server takes mail without
 * @param from address of the sender
 * @param to address of a user, {@code {user}} standing for the name
 * @param zone of the times in the mails
 * @param patience how long the mail server may take for one answer
 */
public record MailSettings(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String from,
        String to,
        ZoneId zone,
        Duration patience) {
    public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(10);
    public static final String USER = "{user}";

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    /** How the connection is protected. */
    public enum Security {
        /** Encrypted from its second step on, or not used. */
        STARTTLS,
        /** Encrypted from its first byte on. */
        TLS,
        /** Not at all, for a mail server on the same machine. */
        NONE
    }

    /** Who is known to the mail server. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    public MailSettings {
        if (!isAddress(from)) {
            throw new IllegalArgumentException(
                    "mail.from must be an address such as laas@example.org, was '%s'".formatted(from));
        }
        if (!to.contains(USER) || !isAddress(to.replace(USER, "a"))) {
            throw new IllegalArgumentException(
                    "mail.to must be an address with {user} in it such as '{user}@example.org', was '%s'"
                            .formatted(to));
        }
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Returns the address of a user; empty if the name makes none. */
    Optional<String> address(String user) {
        return Optional.of(to.replace(USER, user)).filter(MailSettings::isAddress);
    }
}
