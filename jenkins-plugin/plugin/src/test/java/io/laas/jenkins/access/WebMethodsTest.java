package io.laas.jenkins.access;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.laas.jenkins.page.BookingRunAction;
import io.laas.jenkins.testing.JenkinsSite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every web method with every permission alone, and by a link. The routes of the API are the matter of {@code JenkinsRightsTest}. */
class WebMethodsTest {
    private static final Map<String, Permission> PERMISSIONS = new TreeMap<>(Map.of(
            "READ", Jenkins.READ,
            "SYSTEM_READ", Jenkins.SYSTEM_READ,
            "ADMINISTER", Jenkins.ADMINISTER));

    static {
        LaasPermissions.GROUP
                .getPermissions()
                .forEach(permission -> PERMISSIONS.put(
                        permission.name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT), permission));
    }

    @RegisterExtension
    static final JenkinsSite SITE = new JenkinsSite();

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void makeARunAndUsers() throws Exception {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            FreeStyleBuild run = SITE.rule().buildAndAssertSuccess(SITE.rule().createFreeStyleProject("run"));
            run.addAction(new BookingRunAction("b-999"));
        }
        PERMISSIONS.forEach(
                (name, permission) -> SITE.grant(user(name), Jenkins.READ, Item.DISCOVER, Item.READ, permission));
    }

    private static String user(String permission) {
        return "only-" + permission.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest(name = "{0}.{1} needs {3}")
    @CsvFileSource(resources = "/io/laas/jenkins/access/web-methods.csv", numLinesToSkip = 1)
    void opensToItsPermissionOnly(String type, String method, String path, String needed) throws Exception {
        for (String permission : PERMISSIONS.keySet()) {
            int status = send("POST", path, permission);
            if (needed == null || permission.equals(needed)) {
                assertThat(status).as(permission).isNotIn(401, 403, 404, 405);
            } else {
                assertThat(status).as(permission).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest(name = "{0}.{1} is not done by a link")
    @CsvFileSource(resources = "/io/laas/jenkins/access/web-methods.csv", numLinesToSkip = 1)
    void isNotDoneByALink(String type, String method, String path, String needed) throws Exception {
        assertThat(send("GET", path, needed == null ? "READ" : needed)).isIn(404, 405);
    }

    @ParameterizedTest
    @CsvSource({
        "laas/, VIEW",
        "laas/app/, VIEW",
        "laas/app/bookings/b-1, VIEW",
        "laas/labs/, MANAGE_LABS",
        "manage/laas-configuration/, SYSTEM_READ"
    })
    void pagesAreShownToThoseWhoMay(String path, String needed) throws Exception {
        for (String permission : PERMISSIONS.keySet()) {
            int status = send("GET", path, permission);
            assertThat(status).as(permission).isEqualTo(permission.equals(needed) ? 200 : 403);
        }
    }

    private int send(String verb, String path, String permission) throws Exception {
        String user = user(permission);
        String token = SITE.rule().createApiToken(User.getById(user, true));
        HttpRequest request = HttpRequest.newBuilder(URI.create(SITE.root() + path))
                .header("Authorization", JenkinsSite.basic(user, token))
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
