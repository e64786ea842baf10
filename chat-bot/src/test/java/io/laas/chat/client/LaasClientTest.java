package io.laas.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Asked;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.MeJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.OutageJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaasClientTest {
    private final FakeLaas server = new FakeLaas();

    @AfterEach
    void close() {
        server.close();
    }

    private static NewBookingJson wish() {
        return new NewBookingJson(
                null, "demo", null, null, null, List.of("bob"), null, null, null, "PT2H", null, false, null, null);
    }

    private static ErrorJson error(ApiResult<?> result) {
        return result.error().orElseThrow();
    }

    @Test
    void sendsTokenChannelAndKey() {
        server.on("POST /bookings", a -> new Said(201, Samples.booking("b-1", "SCHEDULED")));
        ApiResult<BookingJson> result = server.client().actingFor("slack:T1:U2").book(wish(), "key-1");
        assertThat(result.value().orElseThrow().id()).isEqualTo("b-1");
        Asked asked = server.asked("POST", "/bookings").get(0);
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer secret-token")
                .containsEntry("laas-channel", "CONSOLE")
                .containsEntry("laas-acting-for", "slack:T1:U2")
                .containsEntry("idempotency-key", "key-1");
        assertThat(asked.json(NewBookingJson.class)).isEqualTo(wish());
    }

    @Test
    void sendsAllChangesOfOneInvocationWithItsKey() {
        server.on("POST /bookings/b-1/release", Samples.booking("b-1", "CLEANING"));

        server.client().keyed("slack:1").release("b-1", "done");

        assertThat(server.asked("POST", "/bookings/b-1/release").get(0).headers())
                .containsEntry("idempotency-key", "slack:1");
    }

    @Test
    void sendsTheTokenOfAJenkinsUserAsJenkinsWantsIt() {
        server.on("GET /bookings/b-1", Samples.booking("b-1", "ACTIVE"));

        new LaasClient(ClientSettings.of(server.uri(), "bot:11aa", Channel.SLACK)).booking("b-1");

        assertThat(server.asked("GET", "/bookings/b-1").get(0).headers())
                .containsEntry("authorization", "Basic Ym90OjExYWE=");
    }

    @Test
    void takesOutOfTextsWhatOnlyTheBotWritesIntoThem() {
        server.on(
                "GET /outages",
                List.of(new OutageJson(
                        "x-1",
                        "lab1",
                        null,
                        Samples.START,
                        Samples.END,
                        "PLANNED",
                        "\ufdd00\ufdd1tomorrow\ufdd2",
                        "ann",
                        null,
                        null,
                        null)));

        assertThat(server.client().outages().value().orElseThrow().get(0).reason())
                .isEqualTo("0tomorrow");
    }

    @Test
    void readsListsAndPages() {
        server.on("GET /bookings", Map.of("items", List.of(Samples.booking("b-1", "ACTIVE")), "next", "b-1"));
        server.on("GET /pods", List.of(Samples.pod("demo", true)));
        List<BookingJson> bookings = server.client()
                .bookings(true, List.of("ACTIVE", "WAITING"), "lab 1&x", 50)
                .value()
                .orElseThrow();
        assertThat(bookings).hasSize(1);
        assertThat(bookings.get(0).access().machines()).hasSize(6);
        assertThat(server.client().pods(null).value().orElseThrow().get(0).pod().nodes())
                .hasSize(6);
        assertThat(server.asked("GET", "/bookings").get(0).query())
                .isEqualTo("mine=true&state=ACTIVE,WAITING&lab=lab 1&x&limit=50");
    }

    @Test
    void keepsIdsInsideTheirPartOfTheAddress() {
        server.client().operation("../../tokens?x=1#y");
        assertThat(server.asked().get(0).path()).isEqualTo("/operations/../../tokens?x=1#y");
        assertThat(server.asked().get(0).query()).isEmpty();
    }

    @Test
    void givesRefusalsAsValues() {
        server.on("GET /bookings/b-9", a -> Said.error(404, "UNKNOWN_BOOKING", "There is no booking b-9."));
        assertThat(error(server.client().booking("b-9")))
                .isEqualTo(new ErrorJson("UNKNOWN_BOOKING", "There is no booking b-9.", Map.of()));
    }

    @Test
    void explainsAnswersThatAreNotOfALaasServer() {
        server.on("GET /me", a -> new Said(401, "nope"))
                .on("GET /labs", a -> new Said(200, "a text"))
                .on("GET /info", a -> new Said(302, null))
                .on("GET /leaks", a -> new Said(503, List.of()));
        assertThat(error(server.client().me()).message()).contains("token");
        assertThat(error(server.client().labs()).message()).contains("not what a LaaS server sends");
        assertThat(error(server.client().info()).message()).contains("redirect");
        assertThat(error(server.client().upkeep().leaks()).code()).isEqualTo("HTTP_503");
    }

    @Test
    void ignoresFieldsOfLaterVersions() {
        server.on("GET /me", Map.of("user", "alice", "rights", List.of("VIEW"), "zone", "Europe/Paris", "shoe", 42));
        assertThat(server.client().me().value()).contains(new MeJson("alice", List.of("VIEW"), "Europe/Paris"));
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        LaasClient client =
                new LaasClient(ClientSettings.of(URI.create("http://127.0.0.1:" + port), "t", Channel.CONSOLE));
        assertThat(error(client.info()).code()).isEqualTo("UNREACHABLE");
        assertThat(error(client.info()).message()).contains("No server answers at http://127.0.0.1:" + port, "--url");
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ClientSettings settings = new ClientSettings(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    "t",
                    Channel.CONSOLE,
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100));
            assertThat(error(new LaasClient(settings).info()).message()).contains("did not answer in time");
        }
    }

    @Test
    void asksAgainWithTheSameKeyWhenTheConnectionBreaks() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket broken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> hangUp(broken, connections));
            ClientSettings settings =
                    ClientSettings.of(URI.create("http://127.0.0.1:" + broken.getLocalPort()), "t", Channel.CONSOLE);
            ApiResult<BookingJson> result = new LaasClient(settings).book(wish(), "key-1");
            assertThat(error(result).code()).isEqualTo("UNREACHABLE");
            assertThat(connections.get()).isGreaterThanOrEqualTo(3);
            server.cancel(true);
        }
    }

    private static void hangUp(ServerSocket server, AtomicInteger connections) {
        try {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    socket.setSoLinger(true, 0);
                }
            }
        } catch (IOException e) {
            connections.addAndGet(0);
        }
    }

    @Test
    void refusesAddressesThatAreNotOfAServer() {
        for (String address : List.of("file:///etc/passwd", "ftp://x/", "nonsense", "http://u:p@host/")) {
            assertThatThrownBy(() -> ClientSettings.of(URI.create(address), "t", Channel.CONSOLE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void neverShowsTheToken() {
        assertThat(ClientSettings.of(server.uri(), "secret-token", Channel.CONSOLE)
                        .toString())
                .doesNotContain("secret");
    }
}
