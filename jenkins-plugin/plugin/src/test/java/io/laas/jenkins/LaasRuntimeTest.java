package io.laas.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.User;
import io.laas.engine.Answer;
import io.laas.engine.Engine;
import io.laas.engine.account.Caller;
import io.laas.jenkins.access.LaasPermissions;
import io.laas.jenkins.config.LaasConfiguration;
import io.laas.jenkins.config.LabDefinition;
import io.laas.jenkins.health.ShutMonitor;
import io.laas.jenkins.testing.FakeOperations;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.jenkins.testing.LabTexts;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.BookingId;
import io.laas.model.UserId;
import io.laas.web.contract.ApiClient;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.FileUtils;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class LaasRuntimeTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path copy;

    @TestExtension
    public static final class Pods extends FakeOperations {}

    @Test
    void isOpenOnceJenkinsIsUp() throws Throwable {
        sessions.then(jenkins -> {
            assertThat(LaasRuntime.get().trouble()).isEmpty();
            assertThat(LaasRuntime.get().engine().catalogue().labs()).isEmpty();
            assertThat(database(jenkins)).exists();
        });
    }

    @Test
    void isClosedWithJenkinsAndNobodyWhoIsLateOpensItAgain() throws Throwable {
        AtomicReference<LaasRuntime> runtime = new AtomicReference<>();
        AtomicReference<LaasConfiguration> configuration = new AtomicReference<>();
        AtomicReference<Path> database = new AtomicReference<>();
        sessions.then(jenkins -> {
            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
            TestBookings.active("ann", "pair");
            runtime.set(LaasRuntime.get());
            configuration.set(LaasConfiguration.get());
            database.set(database(jenkins));
        });

        runtime.get().retry();
        runtime.get().reconfigure(configuration.get());

        assertThatThrownBy(() -> runtime.get().engine())
                .isInstanceOf(LaasUnavailableException.class)
                .hasMessage("Lab as a Service is closed, because Jenkins shuts down. Try again after its restart.");
        assertThat(isHeld(database.get()))
                .as("the database is held by somebody")
                .isFalse();
        sessions.then(jenkins -> {
            assertThat(LaasRuntime.get().trouble()).isEmpty();
            assertThat(LaasRuntime.get()).isNotSameAs(runtime.get());
        });
    }

    @Test
    void aDamagedDatabaseIsToldAndLeftAsItIsAndOpensOnceItIsMended() throws Throwable {
        AtomicReference<byte[]> good = new AtomicReference<>();
        sessions.then(jenkins -> {});
        sessions.then(jenkins -> {
            Path file = database(jenkins);
            Engine engine = LaasRuntime.get().engine();
            engine.close();
            good.set(Files.readAllBytes(file));
            Files.writeString(file, "this is no database ".repeat(1000));
        });
        sessions.then(jenkins -> {
            assertThat(monitor(jenkins).isActivated()).isTrue();
            assertThat(answerOfTheApi(jenkins, true)).contains("The database cannot be opened", "left as it is");
            assertThat(answerOfTheApi(jenkins, false))
                    .as("those who may not look are not told about the database")
                    .contains("an administrator of this Jenkins sees why")
                    .doesNotContain("database");
            assertThat(jenkins.createWebClient().login("root").goTo("manage/").asNormalizedText())
                    .contains("The database cannot be opened", "Jenkins itself is not concerned");
            assertThat(Files.readString(database(jenkins))).startsWith("this is no database");

            Files.write(database(jenkins), good.get());
            monitor(jenkins).doRetry();

            assertThat(LaasRuntime.get().trouble()).isEmpty();
            assertThat(monitor(jenkins).isActivated()).isFalse();
        });
    }

    @Test
    void aDatabaseThatAnotherProcessHoldsIsTold() throws Throwable {
        AtomicReference<Path> database = new AtomicReference<>();
        sessions.then(jenkins -> database.set(database(jenkins)));
        try (OtherHolder holder = OtherHolder.of(database.get().getParent())) {
            sessions.then(jenkins -> {
                assertThat(monitor(jenkins).isActivated()).isTrue();
                assertThat(answerOfTheApi(jenkins, true)).contains("is in use by process " + holder.pid());
            });
        }
        sessions.then(jenkins -> assertThat(LaasRuntime.get().trouble()).isEmpty());
    }

    @Test
    void aDatabaseOfAnEarlierVersionIsBroughtToThisOne() throws Throwable {
        UserId ann = new UserId("ann");
        sessions.then(jenkins -> {
            Path file = database(jenkins);
            LaasRuntime.get().engine().close();
            try (InputStream stored = new GZIPInputStream(
                    Engine.class.getResourceAsStream("/io/laas/engine/stored/schema-40.mv.db.gz"))) {
                Files.copy(stored, file, StandardCopyOption.REPLACE_EXISTING);
            }
        });
        sessions.then(jenkins -> {
            assertThat(LaasRuntime.get().trouble()).isEmpty();
            Engine engine = LaasRuntime.get().engine();
            assertThat(engine.accounts().account(ann).zone()).contains(ZoneId.of("Asia/Tokyo"));
            assertThat(engine.accounts().keys(ann)).hasSize(1);
            assertThat(TestBookings.find(BookingId.parse("b-1")).reason()).contains("done early");

            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h9"))));

            assertThat(TestBookings.active("ann", "pair").id()).hasToString("b-6");
        });
    }

    @Test
    void aCopyOfItsDirectoryBringsBackWhatWasThere() throws Throwable {
        AtomicReference<Path> data = new AtomicReference<>();
        AtomicReference<BookingId> before = new AtomicReference<>();
        sessions.then(jenkins -> {
            data.set(JenkinsFacade.dataDirectory());
            LaasConfiguration.get().setLabs(List.of(new LabDefinition(LabTexts.small("one", "h1"))));
            before.set(TestBookings.active("ann", "pair").id());
        });
        FileUtils.copyDirectory(data.get().toFile(), copy.toFile());
        AtomicReference<BookingId> after = new AtomicReference<>();
        sessions.then(jenkins -> after.set(TestBookings.active("bob", "pair").id()));
        FileUtils.deleteDirectory(data.get().toFile());
        FileUtils.copyDirectory(copy.toFile(), data.get().toFile());

        sessions.then(jenkins -> {
            assertThat(TestBookings.find(before.get()).isMember(new UserId("ann")))
                    .isTrue();
            assertThat(LaasRuntime.get().engine().bookings().find(after.get(), Caller.SYSTEM))
                    .isInstanceOf(Answer.Refused.class);
        });
    }

    @Test
    void aDatabaseOfALaterVersionIsToldAndLeftAsItIs() throws Throwable {
        sessions.then(jenkins -> {
            LaasRuntime.get().engine().close();
            inDatabase(
                    jenkins,
                    "update \"laas_schema_history\" set \"version\" = '9999' where \"version\" is not null and \"installed_rank\" = "
                            + "(select max(\"installed_rank\") from \"laas_schema_history\")");
        });
        sessions.then(jenkins -> {
            assertThat(monitor(jenkins).isActivated()).isTrue();
            assertThat(answerOfTheApi(jenkins, true))
                    .contains("could not be brought to this version", "use the version of LaaS that wrote it");
        });
    }

    private static void inDatabase(JenkinsRule jenkins, String sql) throws Exception {
        String path = database(jenkins).toString().replace(".mv.db", "");
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + path);
        source.setUser("sa");
        source.setPassword("");
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static Path database(JenkinsRule jenkins) {
        return jenkins.jenkins.getRootDir().toPath().resolve("laas/laas.mv.db");
    }

    private static ShutMonitor monitor(JenkinsRule jenkins) {
        return jenkins.jenkins.getExtensionList(ShutMonitor.class).get(0);
    }

    /** Returns the sentence with which the API refuses, which must be 503. */
    private static String answerOfTheApi(JenkinsRule jenkins, boolean mayLook) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy()
                .grant(jenkins.jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(jenkins.jenkins.ADMINISTER)
                .everywhere()
                .to("root");
        if (mayLook) {
            strategy.grant(LaasPermissions.VIEW).everywhere().to("ann");
        }
        jenkins.jenkins.setAuthorizationStrategy(strategy);
        String token = jenkins.createApiToken(User.getById("ann", true));
        return ApiClient.anonymous(URI.create(jenkins.getURL() + "laas/api/v1"))
                .with("Authorization", JenkinsSite.basic("ann", token))
                .get("/bookings")
                .refused(503, "UNAVAILABLE");
    }

    private static boolean isHeld(Path file) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }
}
