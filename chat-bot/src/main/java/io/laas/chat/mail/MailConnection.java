package io.laas.chat.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** The way to the mail server. Each use is a connection of its own. Thread-safe. */
final class MailConnection {
    private final MailSettings settings;
    private final Session session;

    MailConnection(MailSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(MailSettings settings) {
        String patience = String.valueOf(settings.patience().toMillis());
        boolean tls = settings.security() == MailSettings.Security.TLS;
        boolean starttls = settings.security() == MailSettings.Security.STARTTLS;
        Properties p = new Properties();
        p.put("mail.transport.protocol", "smtp");
        p.put("mail.smtp.connectiontimeout", patience);
        p.put("mail.smtp.timeout", patience);
        p.put("mail.smtp.writetimeout", patience);
        p.put("mail.smtp.ssl.enable", String.valueOf(tls));
        p.put("mail.smtp.ssl.checkserveridentity", "true");
        p.put("mail.smtp.starttls.enable", String.valueOf(starttls));
        p.put("mail.smtp.starttls.required", String.valueOf(starttls));
        p.put("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
        return p;
    }

    /** Returns an empty mail that is sent under an id of ours. */
    MimeMessage message(String id) {
        return new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
    }

    void send(Message mail) throws MessagingException {
        try (Transport transport = connected()) {
            mail.saveChanges();
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    /** Looks whether the mail server takes us. */
    void look() throws MessagingException {
        connected().close();
    }

    private Transport connected() throws MessagingException {
        Transport transport = session.getTransport();
        transport.connect(
                settings.host(),
                settings.port(),
                settings.login().map(MailSettings.Login::user).orElse(null),
                settings.login().map(MailSettings.Login::password).orElse(null));
        return transport;
    }

    /** Returns one line for whoever looks after the bot; without secrets. */
    static String trouble(MessagingException e) {
        return e instanceof AuthenticationFailedException
                ? "the mail server does not take the account; look at mail.user and mail.password-file"
                : "the mail server cannot be used: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
