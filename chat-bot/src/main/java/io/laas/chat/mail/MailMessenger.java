package io.laas.chat.mail;

import io.laas.chat.platform.Card;
import io.laas.chat.platform.MessageRef;
import io.laas.chat.platform.Messenger;
import io.laas.chat.platform.NotDelivered;
import io.laas.chat.platform.Target;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Sends cards as mails. What was sent cannot be changed, looked for or answered. */
final class MailMessenger implements Messenger {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final int REFUSED = 500;

    private final MailSettings settings;
    private final MailConnection connection;
    private final InstantSource clock;
    private final Consumer<Optional<String>> heard;

    /**
     * Makes one.
     *
     * @param heard told after each mail what the trouble with the mail server is, if any
     */
    MailMessenger(MailSettings settings, InstantSource clock, Consumer<Optional<String>> heard) {
        this.settings = settings;
        this.connection = new MailConnection(settings);
        this.clock = clock;
        this.heard = heard;
    }

    @Override
    public MessageRef post(Target target, Card card, String key) throws NotDelivered {
        String user = target.id().substring(target.id().indexOf(':') + 1);
        String address = settings.address(user)
                .filter(a -> target.alone())
                .orElseThrow(() -> NotDelivered.never("there is no address for " + target));
        String id = "<" + key + "@" + settings.from().substring(settings.from().indexOf('@') + 1) + ">";
        try {
            connection.send(message(MailText.of(card, settings.zone()), address, id));
            heard.accept(Optional.empty());
            return new MessageRef(address, id);
        } catch (MessagingException e) {
            throw notDelivered(e);
        }
    }

    private MimeMessage message(MailText text, String address, String id) throws MessagingException {
        MimeMessage message = connection.message(id);
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setText(text.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834: answers of machines to this are not wanted.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private NotDelivered notDelivered(MessagingException e) {
        int code = code(e);
        if (code >= REFUSED) {
            return NotDelivered.never("the mail server refuses it with " + code);
        }
        String trouble = MailConnection.trouble(e);
        heard.accept(Optional.of(trouble));
        return NotDelivered.later(e instanceof AuthenticationFailedException ? LATER : SOON, trouble);
    }

    /** Returns the code by which the mail server refused the mail or its reader; 0 if it did not get that far. */
    private static int code(Exception e) {
        for (Exception at = e; at != null; at = at instanceof MessagingException m ? m.getNextException() : null) {
            if (at instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode();
            }
            if (at instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0) {
                return refused.getReturnCode();
            }
        }
        return 0;
    }

    @Override
    public void edit(MessageRef message, Card card) throws NotDelivered {
        throw NotDelivered.never("a mail stays as it was sent");
    }

    @Override
    public Optional<MessageRef> find(Target target, String key, Instant since) throws NotDelivered {
        throw NotDelivered.never("mails cannot be looked for; it has the same Message-ID when it is sent again");
    }

    @Override
    public void reply(String replyTo, Card card) throws NotDelivered {
        throw NotDelivered.never("nobody asks by mail");
    }

    @Override
    public void settle(String replyTo) {
        // Nothing is shown while somebody waits.
    }
}
