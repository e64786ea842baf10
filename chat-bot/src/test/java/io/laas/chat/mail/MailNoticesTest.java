package io.laas.chat.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.laas.chat.client.LaasClient;
import io.laas.chat.platform.Health;
import io.laas.chat.testing.BotRig;
import io.laas.chat.testing.Waits;
import io.laas.engine.account.Right;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.NewBookingJson;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, the bot, and a real mail server that keeps what it takes. */
class MailNoticesTest {
    private static final MailSettings.Login LOGIN = new MailSettings.Login("laas", "mail-secret");

    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private BotRig rig;
    private MailPlatform platform;
    private LaasClient alice;

    @BeforeEach
    void startAll(@TempDir Path directory) {
        mail.setUser(LOGIN.user(), LOGIN.password());
        mail.start();
        rig = new BotRig(directory);
        alice = rig.client(rig.server().token("alice", Right.VIEW, Right.BOOK), Channel.CONSOLE);
    }

    @AfterEach
    void stopAll() {
        rig.close();
        mail.stop();
    }

    private void startBot(String password) {
        MailSettings settings = new MailSettings(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                MailSettings.Security.NONE,
                Optional.of(new MailSettings.Login(LOGIN.user(), password)),
                "laas@example.org",
                "{user}@example.org",
                ZoneId.of("UTC"),
                MailSettings.STANDARD_PATIENCE);
        platform = new MailPlatform(settings, rig.clock());
        rig.start(List.of(hub -> platform));
    }

    private static BookingJson book(LaasClient user) {
        NewBookingJson wish = new NewBookingJson(
                null,
                "pharos-virtual",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                "PT8H",
                null,
                false,
                "PERSON",
                null);
        return user.book(wish, UUID.randomUUID().toString()).value().orElseThrow();
    }

    private MimeMessage mail(String text) {
        return await().atMost(Waits.LONG)
                .until(
                        () -> Arrays.stream(mail.getReceivedMessages())
                                .filter(m -> body(m).contains(text))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String body(MimeMessage mail) {
        try {
            return String.valueOf(mail.getContent()).replace("\r\n", "\n");
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoLinkedNoChatIsToldByMailAndNeverHowToGetIn() throws Exception {
        startBot(LOGIN.password());
        BookingJson b = book(alice);
        MimeMessage ready = mail("is ready");
        assertThat(ready.getAllRecipients()).extracting(Object::toString).containsExactly("alice@example.org");
        assertThat(ready.getFrom()).extracting(Object::toString).containsExactly("laas@example.org");
        assertThat(ready.getSubject()).startsWith("[LaaS] ").contains(b.id());
        assertThat(ready.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(body(ready)).doesNotContain("ssh ", "key").contains("Times are in UTC.");

        rig.clock().advance(Duration.ofHours(6).plusMinutes(1));
        assertThat(body(mail("ends in"))).contains("- Extend 1 d: extend " + b.id() + " 1d");

        LaasClient admin = rig.client(rig.server().token("root", Right.MANAGE), Channel.CONSOLE);
        admin.release(b.id(), "the <b>cooling</b>\nfails").value().orElseThrow();
        assertThat(body(mail("the <b>cooling</b>"))).contains("By root");
        assertThat(platform.health().state()).isEqualTo(Health.State.UP);
    }

    @Test
    void whoLinkedAChatOfThisBotIsToldThere() {
        startBot(LOGIN.password());
        rig.stop();
        rig.link("alice", "mail:elsewhere", Right.VIEW, Right.BOOK);
        startBot(LOGIN.password());
        book(alice);
        BookingJson other = book(rig.client(rig.server().token("bob", Right.VIEW, Right.BOOK), Channel.CONSOLE));
        mail(other.id());
        assertThat(mail.getReceivedMessages())
                .as("alice is told under the identity that she linked")
                .noneMatch(m -> recipients(m).contains("alice@"));
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void wrongPasswordIsToldToWhoeverLooksAndTheMailIsKept() {
        startBot("wrong");
        book(alice);
        await().atMost(Waits.LONG)
                .untilAsserted(() -> assertThat(platform.health().detail())
                        .contains("does not take the account")
                        .doesNotContain("wrong"));
        rig.stop();
        startBot(LOGIN.password());
        rig.clock().advance(Duration.ofMinutes(6));
        mail("is ready");
    }
}
