package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.security.Permission;
import io.laas.engine.account.Right;
import io.laas.jenkins.testing.JenkinsSite;
import io.laas.jenkins.testing.TestBookings;
import io.laas.model.BookingId;
import io.laas.web.contract.ApiClient;
import io.laas.web.contract.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Whoever is not logged in sees exactly what is granted to them, and changes nothing whatever is granted. */
class AnonymousTest {
    private static final String ROUTES = "/io/laas/web/contract/rights.csv";
    private static final String STRANGER = "stranger";

    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    private static BookingId booking;
    private static ApiClient stranger;

    @BeforeAll
    static void makeABookingOfSomebodyElse() {
        stranger = ApiClient.anonymous(SITE.api()).with("Authorization", SITE.authorization(STRANGER, Right.VIEW));
        booking = TestBookings.active("ann", "pair").id();
    }

    /** Grants the permissions, without what they imply, to those who are not logged in. */
    private static void granted(Permission... permissions) {
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();
        strategy.grantWithoutImplication(LaasPermissions.VIEW).everywhere().to(STRANGER);
        if (permissions.length > 0) {
            strategy.grantWithoutImplication(permissions).everywhere().to("anonymous");
        }
        Jenkins.get().setAuthorizationStrategy(strategy);
    }

    private static void grantedEverything() {
        granted(LaasPermissions.GROUP.getPermissions().toArray(Permission[]::new));
    }

    /** A visitor's browser has a crumb, so that nothing is refused for the lack of one. */
    private static ApiClient visitor() {
        return ApiClient.anonymous(SITE.api())
                .with(
                        Jenkins.get().getCrumbIssuer().getCrumbRequestField(),
                        Jenkins.get().getCrumbIssuer().getCrumb((jakarta.servlet.ServletRequest) null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"laas/", "laas/app/", "laas/app/bookings/b-1", "laas/labs/", "manage/laas-configuration/"})
    void noPageIsShownToThemWithoutAPermission(String path) throws Exception {
        granted();

        assertThat(status(path)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laas/", "laas/app/", "laas/app/bookings/b-1"})
    void pagesAreShownToThemWithView(String path) throws Exception {
        granted(LaasPermissions.VIEW);

        assertThat(status(path)).isEqualTo(200);
        assertThat(status("laas/labs/")).isEqualTo(403);
        assertThat(status("manage/laas-configuration/")).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvFileSource(resources = ROUTES, numLinesToSkip = 1)
    void withViewEachRouteAnswersAsToAStrangerWhoMayView(String method, String path, String needed) {
        granted(LaasPermissions.VIEW);
        String asked = path.replace("b-999", booking.toString());

        if (method.equals("GET")) {
            Reply reply = visitor().get(asked);
            assertThat(reply.status())
                    .as(reply.body()::toString)
                    .isEqualTo(stranger.get(asked).status());
            if (Arrays.asList(needed.split(" or ")).contains("VIEW")) {
                assertThat(reply.text("message")).doesNotContain("This needs the right");
            } else {
                assertThat(reply.refused(403, "FORBIDDEN")).contains("This needs the right " + needed);
            }
        } else {
            assertThat(visitor().post(asked).refused(401, "UNAUTHENTICATED"))
                    .contains("Whoever is not logged in may only look. Log in to Jenkins");
        }
    }

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvFileSource(resources = ROUTES, numLinesToSkip = 1)
    void withEveryPermissionTheySeeNoMoreAndChangeNothing(String method, String path, String needed) {
        grantedEverything();

        if (method.equals("POST")) {
            assertThat(visitor().post(path).refused(401, "UNAUTHENTICATED")).contains("may only look");
        } else if (!needed.contains("VIEW")) {
            assertThat(visitor().get(path).refused(403, "FORBIDDEN")).contains("This needs the right " + needed);
        }
    }

    @Test
    void theySeeABookingButNotHowToGetIn() {
        grantedEverything();

        JsonNode seen = visitor().get("/bookings/" + booking).expect(200);

        assertThat(seen.path("owner").asText()).isEqualTo("ann");
        assertThat(seen.path("access").isMissingNode() || seen.path("access").isNull())
                .as(seen::toString)
                .isTrue();
        assertThat(visitor().get("/me").expect(200).path("rights"))
                .hasSize(1)
                .anyMatch(r -> r.asText().equals("VIEW"));
    }

    @Test
    void theySpeakForNobody() {
        grantedEverything();

        assertThat(visitor()
                        .with("LaaS-Acting-For", "slack:T1:U1")
                        .get("/bookings")
                        .refused(403, "FORBIDDEN"))
                .contains("ACT_FOR");
    }

    private static int status(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(SITE.root() + path)).GET().build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
