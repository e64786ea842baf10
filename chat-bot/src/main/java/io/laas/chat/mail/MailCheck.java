package io.laas.chat.mail;

import io.laas.chat.platform.Finding;
import jakarta.mail.MessagingException;
import java.util.List;

/** Looks whether mail can be sent, without sending any. */
public final class MailCheck {
    private MailCheck() {}

    public static List<Finding> of(MailSettings settings) {
        try {
            new MailConnection(settings).look();
            return List.of(Finding.good(
                    "Mail: %s:%d takes mail from %s".formatted(settings.host(), settings.port(), settings.from())));
        } catch (MessagingException e) {
            return List.of(Finding.bad("Mail: " + MailConnection.trouble(e) + "."));
        }
    }
}
