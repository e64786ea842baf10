package io.laas.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.laas.engine.Engine;
import io.laas.jenkins.LaasRuntime;
import io.laas.jenkins.health.ShutMonitor;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.LabTexts;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.BookingId;
import io.laas.model.booking.Booking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class StoredConfigurationTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TestExtension
    public static final class Pods extends FakeOperations {}

    @Test
    void isReadAgainAfterARestartWithItsBookings() throws Throwable {
        AtomicReference<BookingId> booked = new AtomicReference<>();
        sessions.then(jenkins -> {
            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
            booked.set(TestBookings.active("ann", "pair").id());
            assertThat(Files.readString(stored(jenkins.jenkins.getRootDir().toPath())))
                    .contains("<labs>", "name: one")
                    .doesNotContain(
                            "ImmutableCollections", "CollSer", booked.get().toString());
        });
        sessions.then(jenkins -> {
            assertThat(LaasConfiguration.get().readLabs()).hasSize(1);
            assertThat(TestBookings.find(booked.get()).isMember(new io.laas.model.UserId("ann")))
                    .isTrue();
        });
    }

    @Test
    void bookingsStayWhenJenkinsReadsItsConfigurationFromTheDiskAgain() throws Throwable {
        sessions.then(jenkins -> {
            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
            Booking booked = TestBookings.active("ann", "pair");
            Engine engine = LaasRuntime.get().engine();

            jenkins.jenkins.reload();

            assertThat(LaasRuntime.get().engine()).as("it stays open").isSameAs(engine);
            assertThat(TestBookings.find(booked.id())).isEqualTo(booked);
            assertThat(TestBookings.active("bob", "pair").id()).isNotEqualTo(booked.id());
        });
    }

    @Test
    void saysThatTheCredentialsOfTheDatabaseAreMissingAndOpensOnceTheyAreThere() throws Throwable {
        sessions.then(jenkins -> {
            LaasConfiguration.get().setDatabaseUrl("jdbc:h2:mem:laas-credentials");
            LaasConfiguration.get().setDatabaseCredentialsId("laas-db");
            assertThat(LaasRuntime.get().trouble())
                    .as("it takes effect at the next start")
                    .isEmpty();
        });
        sessions.then(jenkins -> {
            assertThat(LaasRuntime.get().trouble())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("the credentials 'laas-db' of the database do not exist", "Manage Jenkins"));
            ShutMonitor monitor =
                    jenkins.jenkins.getExtensionList(ShutMonitor.class).get(0);
            assertThat(monitor.isActivated()).isTrue();

            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new UsernamePasswordCredentialsImpl(
                            CredentialsScope.SYSTEM, "laas-db", "", "keeper", "a-long-password"));
            SystemCredentialsProvider.getInstance().save();
            monitor.doRetry();

            assertThat(LaasRuntime.get().trouble()).isEmpty();
            assertThat(monitor.isActivated()).isFalse();
        });
    }

    @Test
    void aStoredLabThatCannotBeReadAnyMoreIsToldWithItsLine() throws Throwable {
        sessions.then(jenkins -> {
            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
            Path file = stored(jenkins.jenkins.getRootDir().toPath());
            Files.writeString(file, Files.readString(file).replace("cores: 8", "cores: eight"));
        });
        sessions.then(jenkins -> {
            assertThat(LaasRuntime.get().trouble())
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("lab line 3", "eight"));

            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));

            assertThat(LaasRuntime.get().trouble()).isEmpty();
            assertThat(LaasRuntime.get().engine().catalogue().labs()).hasSize(1);
        });
    }

    private static Path stored(Path home) {
        return home.resolve("io.laas.jenkins.config.LaasConfiguration.xml");
    }
}
