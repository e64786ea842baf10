package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Live;
import io.laas.chat.core.Mark;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import io.laas.model.wire.ErrorJson;
import io.laas.model.wire.ExtendJson;
import io.laas.model.wire.ExtensionJson;
import io.laas.model.wire.InstallerJson;
import io.laas.model.wire.InstallersJson;
import io.laas.model.wire.KeyJson;
import io.laas.model.wire.LinkCodeJson;
import io.laas.model.wire.LinkJson;
import io.laas.model.wire.MembersJson;
import io.laas.model.wire.NewBookingJson;
import io.laas.model.wire.NewInstallJson;
import io.laas.model.wire.NewOutageJson;
import io.laas.model.wire.NewOutageSeriesJson;
import io.laas.model.wire.OperationJson;
import io.laas.model.wire.OutageHitJson;
import io.laas.model.wire.OutageJson;
import io.laas.model.wire.OutageSeriesJson;
import io.laas.model.wire.ParameterJson;
import io.laas.model.wire.PodJson;
import io.laas.model.wire.ReasonJson;
import io.laas.model.wire.TaskJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Instant NOW = Samples.START;

    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> c.identity().map(client::actingFor).orElse(client), InstantSource.fixed(NOW))),
            InstantSource.fixed(NOW));
    private Optional<String> identity = Optional.empty();

    @AfterEach
    void close() {
        server.close();
    }

    private Answer answer(String line) {
        return router.route(line, new Caller(Channel.CONSOLE, identity, ZoneId.of("Europe/Paris")), "id-1");
    }

    private Reply reply(String line) {
        Answer answer = answer(line);
        assertThat(answer).as(line).isInstanceOf(Reply.class);
        return (Reply) answer;
    }

    private List<Reply> follow(String line) throws InterruptedException {
        Live live = (Live) answer(line);
        List<Reply> shown = new ArrayList<>(List.of(live.first()));
        shown.add(live.work().run(shown::add));
        return shown;
    }

    private static Block.Confirm confirm(Reply reply) {
        assertThat(reply.outcome()).isEqualTo(Outcome.ASKS);
        return (Block.Confirm) reply.blocks().get(0);
    }

    private void mine(BookingJson... bookings) {
        server.on("GET /bookings", List.of(bookings));
        for (BookingJson b : bookings) {
            server.on("GET /bookings/" + b.id(), b);
        }
    }

    /** A booking whose machines are built a bit further at each look. */
    private void building(String id, String last) {
        AtomicInteger looks = new AtomicInteger();
        server.on("GET /bookings/" + id, a -> {
            int look = looks.incrementAndGet();
            server.event(id);
            boolean over = look > 3;
            String operation = !over ? "RUNNING" : last.equals("ACTIVE") ? "SUCCEEDED" : "FAILED";
            return Said.ok(Samples.booking(
                    id,
                    over ? last : "PROVISIONING",
                    Samples.END,
                    Samples.operation("op-1", "PROVISION", operation, look * 25)));
        });
    }

    @Test
    void booksWithAllThatWasSaid() {
        server.on("POST /bookings", a -> new Said(202, Samples.booking("b-41", "WAITING")))
                .on("GET /me/keys", List.of(new KeyJson("k-1", "x")));
        Reply reply = reply("book pharos-virtual for 3d config hello \"nfv tests\" with @bob --queue");
        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text()).contains("b-41 waits in the queue, place 2");
        NewBookingJson sent = server.asked("POST", "/bookings").get(0).json(NewBookingJson.class);
        assertThat(sent.pod()).isEqualTo("pharos-virtual");
        assertThat(sent.config()).isEqualTo("hello");
        assertThat(sent.collaborators()).containsExactly("bob");
        assertThat(sent.purpose()).isEqualTo("nfv tests");
        assertThat(sent.length()).as("three days over the change of the clocks").isEqualTo("PT71H");
        assertThat(sent.mayWait()).isTrue();
        assertThat(server.asked("POST", "/bookings").get(0).headers()).containsEntry("idempotency-key", "id-1");
    }

    @Test
    void booksWithAnswersToTheLabsQuestions() {
        server.on("POST /bookings", a -> new Said(202, Samples.booking("b-41", "WAITING")))
                .on("GET /me/keys", List.of(new KeyJson("k-1", "x")));
        reply("book pharos-virtual for 3d --queue answers ticket=NFV-7 reason=it = late cost-centre=4711");
        assertThat(server.asked("POST", "/bookings")
                        .get(0)
                        .json(NewBookingJson.class)
                        .answers())
                .isEqualTo(Map.of("ticket", "NFV-7", "reason", "it = late", "cost-centre", "4711"));
        assertThat(reply("book pharos-virtual answers ticket").text())
                .contains("A value is written as NAME=VALUE, and this is not: ticket");
    }

    @Test
    void readsTimesInTheZoneOfTheCaller() {
        server.on("POST /bookings", a -> new Said(201, Samples.booking("b-41", "SCHEDULED")))
                .on("GET /me/keys", List.of());
        Reply reply = reply("book demo from tomorrow 9:00 until friday 18:00 --no-wait");
        NewBookingJson sent = server.asked("POST", "/bookings").get(0).json(NewBookingJson.class);
        assertThat(sent.start()).isEqualTo(Instant.parse("2026-03-27T08:00:00Z"));
        assertThat(sent.end()).isEqualTo(Instant.parse("2026-03-27T17:00:00Z"));
        assertThat(reply.text())
                .contains("until Fri 27 Mar 18:00 Europe/Paris, 25 h 30 min")
                .contains("no ssh key");
    }

    @Test
    void readsAnEndThatOnlyMakesSenseAfterTheStart() {
        server.on("POST /bookings", a -> new Said(201, Samples.booking("b-41", "SCHEDULED")))
                .on("GET /me/keys", List.of());
        reply("book demo from tomorrow 9:00 until 18:00 --no-wait");
        reply("book demo from monday until friday --no-wait");
        List<Instant> ends = server.asked("POST", "/bookings").stream()
                .map(a -> a.json(NewBookingJson.class).end())
                .toList();
        assertThat(ends).containsExactly(Instant.parse("2026-03-27T17:00:00Z"), Instant.parse("2026-04-03T16:00:00Z"));
    }

    @Test
    void followsABookingUntilItIsHandedOver() throws InterruptedException {
        server.on("POST /bookings", a -> new Said(201, Samples.booking("b-41", "PROVISIONING")))
                .on("GET /me/keys", List.of(new KeyJson("k-1", "x")));
        building("b-41", "ACTIVE");
        List<Reply> shown = follow("book demo for 1d");
        assertThat(shown).hasSizeGreaterThanOrEqualTo(5);
        assertThat(shown.get(2).text()).contains("Building the pod: 50 %");
        Reply last = shown.get(shown.size() - 1);
        assertThat(last.outcome()).isEqualTo(Outcome.DONE);
        assertThat(last.text()).contains("b-41 is ready", "ssh laas@10.80.0.10", "Extend 1 d: extend b-41 1d");
    }

    @Test
    void showsWhyABookingFailed() throws InterruptedException {
        server.on("POST /bookings", a -> new Said(201, Samples.booking("b-41", "PROVISIONING")))
                .on("GET /me/keys", List.of(new KeyJson("k-1", "x")));
        building("b-41", "FAILED");
        List<Reply> shown = follow("book demo");
        Reply last = shown.get(shown.size() - 1);
        assertThat(last.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(last.text()).contains("node3 never answered", "Kernel panic");
    }

    @Test
    void offersTheNextFreeSlotWhenThePodIsTaken() {
        server.on(
                "POST /bookings",
                a -> new Said(
                        409,
                        new ErrorJson(
                                "POD_TAKEN",
                                "demo is booked by bob until 2026-03-28T10:00Z.",
                                Map.of(
                                        "nextFree",
                                        Map.of("start", "2026-03-28T10:00:00Z", "end", "2026-03-29T10:00:00Z")))));
        Reply reply = reply("book demo for 1d");
        assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(reply.text())
                .contains("booked by bob", "Next free: Sat 28 Mar 11:00 Europe/Paris")
                .contains("book demo from 2026-03-28T10:00:00Z for 1d", "book demo --queue");
    }

    @Test
    void namesTheNearestPodAndAllThereAre() {
        server.on("POST /bookings", a -> Said.error(404, "UNKNOWN_POD", "There is no pod farsos-virtual."))
                .on("GET /pods", List.of(Samples.pod("demo", true), Samples.pod("pharos-virtual", false)));
        assertThat(reply("book farsos-virtual").text())
                .contains("Did you mean: pharos-virtual", "demo, pharos-virtual");
    }

    @Test
    void refusesTimesItCannotRead() {
        assertThat(reply("book demo until 30/11/2026").text()).contains("read differently");
        assertThat(reply("book demo for \"3 jours\"").text()).contains("is not a length");
        assertThat(reply("book demo for 1d until friday").text()).contains("either 'for' or 'until'");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void extendsTheOnlyBooking() {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on(
                "POST /bookings/b-41/extend", Samples.booking("b-41", "ACTIVE", Samples.END.plusSeconds(172800), null));
        assertThat(reply("extend 2 days").text()).contains("b-41 now ends Sun 29 Mar 19:00 Europe/Paris");
        assertThat(reply("extend b-41 until sunday").outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply("extend b-41 by 12h").outcome()).isEqualTo(Outcome.DONE);
        List<ExtendJson> sent = server.asked("POST", "/bookings/b-41/extend").stream()
                .map(a -> a.json(ExtendJson.class))
                .toList();
        assertThat(sent)
                .containsExactly(
                        new ExtendJson("PT47H", null),
                        new ExtendJson(null, Instant.parse("2026-03-29T16:00:00Z")),
                        new ExtendJson("PT12H", null));
    }

    @Test
    void saysUntilWhenABookingCouldBeExtended() {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on(
                "GET /bookings/b-41/extension",
                new ExtensionJson(true, Samples.END.plusSeconds(86400), List.of("bob has it from then on.")));
        assertThat(reply("extend b-41").text())
                .contains(
                        "ends Fri 27 Mar 18:00 Europe/Paris", "could be extended until Sat 28 Mar 18:00", "bob has it");
    }

    @Test
    void asksWhichBookingWhenThereAreSeveral() {
        mine(Samples.booking("b-41", "ACTIVE"), Samples.booking("b-42", "ACTIVE"));
        Reply reply = reply("reset");
        assertThat(reply.outcome()).isEqualTo(Outcome.USAGE);
        assertThat(reply.text()).contains("reset b-41", "reset b-42");
    }

    @Test
    void saysHowToBookWhenThereIsNone() {
        mine();
        assertThat(reply("access").text()).contains("You have no booking", "book pharos-virtual");
        server.on("GET /pods", List.of(Samples.pod("demo", true)));
    }

    @Test
    void takesTheActiveOneWhenOthersAreToCome() {
        mine(Samples.booking("b-41", "ACTIVE"), Samples.booking("b-42", "SCHEDULED"));
        assertThat(confirm(reply("reset")).command()).isEqualTo("reset b-41 --yes");
    }

    @Test
    void resetsOnlyAfterAYesAndFollows() throws InterruptedException {
        mine(Samples.booking("b-41", "ACTIVE"));
        assertThat(confirm(reply("reset 41")).details().get(0)).contains("is lost");
        assertThat(server.asked("POST", "/bookings/b-41/reset")).isEmpty();
        AtomicInteger looks = new AtomicInteger();
        server.on("POST /bookings/b-41/reset", a -> new Said(202, Samples.operation("op-2", "RESET", "QUEUED", 0)));
        server.on("GET /operations/op-2", a -> {
            server.event("b-41");
            boolean over = looks.incrementAndGet() > 2;
            return Said.ok(Samples.operation("op-2", "RESET", over ? "SUCCEEDED" : "RUNNING", over ? 100 : 50));
        });
        List<Reply> shown = follow("reset b-41 --yes");
        assertThat(shown.get(shown.size() - 1).text()).contains("Resetting the pod: 100 %", "b-41 is back");
    }

    @Test
    void releasesOnlyAfterAYes() {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on("POST /bookings/b-41/release", Samples.booking("b-41", "CLEANING"));
        Block.Confirm confirm = confirm(reply("release reason done early"));
        assertThat(confirm.command()).isEqualTo("release b-41 --yes reason \"done early\"");
        assertThat(reply(confirm.command()).text()).contains("b-41 is released");
        assertThat(server.asked("POST", "/bookings/b-41/release").get(0).json(ReasonJson.class))
                .isEqualTo(new ReasonJson("done early"));
    }

    @Test
    void releasingWhatIsOverIsNoError() {
        mine(Samples.booking("b-41", "DONE"));
        Reply reply = reply("release b-41");
        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.text()).contains("b-41 is over");
        assertThat(server.asked("POST", "/bookings/b-41/release")).isEmpty();
    }

    @Test
    void releasingWhatSomebodyElseEndedMeanwhileIsNoError() {
        AtomicInteger looks = new AtomicInteger();
        server.on(
                "GET /bookings/b-41",
                a -> Said.ok(Samples.booking("b-41", looks.getAndIncrement() == 0 ? "ACTIVE" : "CLEANING")));
        server.on("POST /bookings/b-41/release", a -> Said.error(409, "WRONG_STATE", "b-41 is over."));
        assertThat(reply("release b-41 --yes").outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void statusReadsAtAGlance() {
        mine(Samples.booking("b-41", "ACTIVE"), Samples.booking("b-42", "WAITING"));
        assertThat(reply("status").text())
                .isEqualTo("b-41 is ready, 25 h 30 min left.\nssh laas@10.80.0.10\nb-42 waits in the queue, place 2.");
        assertThat(reply("status b-41").text())
                .contains("Pod: pharos-virtual (hello)", "until Fri 27 Mar 18:00 Europe/Paris, 25 h 30 min");
    }

    @Test
    void statusWithoutBookingsSaysWhatIsFree() {
        mine();
        server.on("GET /pods", List.of(Samples.pod("demo", true), Samples.pod("big", false)));
        assertThat(reply("status").text()).contains("Free now: demo", "book demo for 1d");
    }

    @Test
    void listsBookingsInOneZone() {
        server.on("GET /bookings", List.of(Samples.booking("b-41", "ACTIVE"), Samples.booking("b-42", "SCHEDULED")));
        assertThat(reply("list").text())
                .contains("b-41 | active | pharos-virtual | alice | Thu 26 Mar 16:30 | Fri 27 Mar 18:00 | 25 h 30 min")
                .contains("Times are Europe/Paris");
        assertThat(server.asked("GET", "/bookings").get(0).query())
                .doesNotContain("mine=true")
                .contains("ACTIVE");
    }

    @Test
    void podsSaysWhatIsFreeNowAndFromWhen() {
        server.on("GET /pods", List.of(Samples.pod("demo", true), Samples.pod("big", false)))
                .on(
                        "GET /pods/big/availability",
                        Map.of(
                                "free",
                                false,
                                "start",
                                "2026-03-28T10:00:00Z",
                                "end",
                                "2026-03-29T10:00:00Z",
                                "conflicts",
                                List.of()));
        assertThat(reply("pods").text())
                .contains(
                        "demo | lab1 | now | 6 machines, 24 cores, 48 GiB | Jump host",
                        "from Sat 28 Mar 11:00 Europe/Paris");
    }

    @Test
    void podsOfLabsThatDoNotLetOneBookAreShownAndNotOffered() {
        PodJson shut = Samples.closed("shut");
        server.on("GET /pods", List.of(shut, Samples.pod("demo", true)));
        assertThat(reply("pods").text()).contains("shut | lab1 | not open to you |", "book demo for 1d");
        server.on("POST /bookings", a -> Said.error(404, "UNKNOWN_POD", "There is no pod shot."));
        assertThat(reply("book shot").text()).contains("demo").doesNotContain("shut");
        server.on("GET /pods", List.of(shut));
        assertThat(reply("pods").text()).contains("not open to you").doesNotContain("book shut");
    }

    @Test
    void showsAndChangesAccess() {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on("POST /bookings/b-41/collaborators", Samples.booking("b-41", "ACTIVE"));
        assertThat(reply("access").text())
                .contains(
                        "ssh laas@10.80.0.10",
                        "node5 | laas | admin 10.80.0.15",
                        "in /etc/laas on the first machine",
                        "/api/v1/bookings/b-41/pdf and http",
                        "/api/v1/bookings/b-41/idf.");
        assertThat(reply("access b-41 with @bob, @dan without @carol").outcome())
                .isEqualTo(Outcome.DONE);
        assertThat(server.asked("POST", "/bookings/b-41/collaborators").get(0).json(MembersJson.class))
                .isEqualTo(new MembersJson(List.of("bob", "dan"), List.of("carol")));
    }

    private static OperationJson installed(String state, String message) {
        List<TaskJson> tasks = List.of(
                new TaskJson("pages", "Put a page on every node", "DONE", 100, "2 machines are done", null, null),
                new TaskJson("green-check", "Ask from outside the pod", "DONE", 100, message, null, null));
        return new OperationJson("o-3", "v-1", "b-41", "INSTALL", state, 100, tasks, NOW, NOW, NOW, null, null);
    }

    @Test
    void helloInstallsAndShowsGreenChecks() throws InterruptedException {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on("POST /bookings/b-41/install", installed("RUNNING", ""))
                .on(
                        "GET /operations/o-3",
                        installed("SUCCEEDED", "http://10.0.0.10:8080/ answers from outside the pod"));
        List<Reply> shown = follow("hello");
        Reply last = shown.get(shown.size() - 1);
        Block.Progress steps = (Block.Progress) last.blocks().get(0);
        assertThat(steps.steps()).hasSize(2).allMatch(s -> s.mark() == Mark.GOOD);
        assertThat(last.text()).contains("hello from b-41. http://10.0.0.10:8080/ answers from outside the pod");
        assertThat(server.asked("POST", "/bookings/b-41/install").get(0).json(NewInstallJson.class))
                .isEqualTo(new NewInstallJson("hello-world", Map.of()));
    }

    private void offered() {
        server.on(
                "GET /installers",
                new InstallersJson(
                        List.of(new InstallerJson(
                                "k3s",
                                "Kubernetes",
                                "",
                                List.of(
                                        new ParameterJson("version", "Version", "v1", null, List.of(), false),
                                        new ParameterJson("token", "Token", null, null, List.of(), true)),
                                List.of("Load it"),
                                1,
                                2048,
                                2,
                                List.of(),
                                true,
                                "PT1H")),
                        List.of("bad.yaml line 3: steps[0] has the unknown key 'scrip'")));
    }

    @Test
    void installTakesValuesAndTellsWhatThereIs() throws InterruptedException {
        mine(Samples.booking("b-41", "ACTIVE"));
        offered();
        server.on("POST /bookings/b-41/install", installed("RUNNING", ""))
                .on("GET /operations/o-3", installed("SUCCEEDED", ""));
        List<Reply> shown = follow("install k3s \"token=a b\" version=v2 on b-41");
        assertThat(shown.get(shown.size() - 1).text()).contains("It is installed on b-41.");
        assertThat(server.asked("POST", "/bookings/b-41/install").get(0).json(NewInstallJson.class))
                .isEqualTo(new NewInstallJson("k3s", Map.of("token", "a b", "version", "v2")));
        assertThat(reply("install").text()).contains("k3s", "Kubernetes", "[version=v1] token=…", "bad.yaml line 3");
        assertThat(reply("install k3s token").text())
                .contains("A value is written as NAME=VALUE, and this is not: token");
    }

    @Test
    void secretsAreNotTakenWhereOthersRead() {
        offered();
        Answer answer = router.route(
                "install k3s token=abc on b-41",
                new Caller(Channel.SLACK, Optional.of("slack:T1:U1"), ZoneId.of("Europe/Paris")),
                "id-1");
        assertThat(((Reply) answer).text()).contains("The value of token is a secret");
        assertThat(server.asked("POST", "/bookings/b-41/install")).isEmpty();
    }

    @Test
    void aCheckThatFailsIsRefused() throws InterruptedException {
        mine(Samples.booking("b-41", "ACTIVE"));
        server.on("POST /bookings/b-41/check", a -> new Said(202, Samples.operation("op-3", "CHECK", "RUNNING", 10)))
                .on("GET /operations/op-3", Samples.operation("op-3", "CHECK", "FAILED", 100));
        List<Reply> shown = follow("check b-41");
        assertThat(shown.get(shown.size() - 1).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(shown.get(shown.size() - 1).text()).contains("node3 never answered");
    }

    @Test
    void anOutageIsPreviewedAndAskedFor() {
        server.on(
                        "POST /outages/preview",
                        a -> Said.ok(outage(a.json(NewOutageJson.class), null, List.of("b-41", "b-44"))))
                .on("POST /outages", a -> new Said(201, outage(a.json(NewOutageJson.class), "o-3", List.of("b-41"))));
        Block.Confirm confirm = confirm(reply("outage lab1 host h2 from friday 18:00 to sat 8:00 reason disk swap"));
        assertThat(confirm.question()).contains("lab1/h2", "Fri 27 Mar 18:00 Europe/Paris");
        assertThat(confirm.details()).contains("This hits 2 bookings: b-41, b-44");
        assertThat(server.asked("POST", "/outages")).isEmpty();
        assertThat(reply(confirm.command()).text()).contains("Outage o-3 is set");
        assertThat(server.asked("POST", "/outages").get(0).query()).isEqualTo("force=true");
        assertThat(server.asked("POST", "/outages").get(0).json(NewOutageJson.class))
                .isEqualTo(new NewOutageJson(
                        "lab1",
                        "h2",
                        Instant.parse("2026-03-27T17:00:00Z"),
                        Instant.parse("2026-03-28T07:00:00Z"),
                        "PLANNED",
                        "disk swap"));
    }

    private static OutageJson outage(NewOutageJson o, String id, List<String> hits) {
        Instant start = o.start() == null ? NOW : o.start();
        return new OutageJson(id, o.lab(), o.host(), start, o.end(), o.kind(), o.reason(), "alice", null, hits, null);
    }

    @Test
    void anOutageThatRepeatsIsPreviewedAskedForListedAndEnded() {
        server.on("POST /outages/series/preview", a -> Said.ok(series(a.json(NewOutageSeriesJson.class), null)))
                .on("POST /outages/series", a -> new Said(201, series(a.json(NewOutageSeriesJson.class), "r-2")))
                .on("POST /outages/series/r-2/end", a -> Said.ok(series(WEEKLY, "r-2")))
                .on("GET /outages/series", List.of(series(WEEKLY, "r-2")));

        Block.Confirm confirm =
                confirm(reply("outage lab1 host h2 from friday 18:00 to sat 8:00 every week reason disk swap"));

        assertThat(confirm.question()).contains("lab1/h2", "Fri 27 Mar 18:00 Europe/Paris", "FREQ=WEEKLY");
        assertThat(confirm.details())
                .contains("2 times are set at once, in the local time of Europe/Paris; 1 of them hit bookings.")
                .anyMatch(line -> line.contains("b-41"));
        assertThat(server.asked("POST", "/outages/series")).isEmpty();
        assertThat(reply(confirm.command()).text()).contains("r-2", "2 times so far");
        assertThat(server.asked("POST", "/outages/series").get(0).query()).isEqualTo("force=true");
        assertThat(server.asked("POST", "/outages/series").get(0).json(NewOutageSeriesJson.class))
                .isEqualTo(WEEKLY);
        assertThat(reply("outage series").text()).contains("r-2 | lab1/h2 | FREQ=WEEKLY |", "disk swap");
        assertThat(reply("outage end r-2").text()).contains("r-2 come no more");
        assertThat(reply("outage lab1 for 1h every FREQ=MONTHLY;BYDAY=2SU --yes reason x")
                        .text())
                .contains("FREQ=MONTHLY;BYDAY=2SU");
        assertThat(reply("outage lab1 for 1h every fortnight reason x").text()).contains("was 'fortnight'");
        assertThat(reply("outage lab1 for 1h every week --emergency reason x").text())
                .contains("An emergency does not repeat");
    }

    @Test
    void asksHoldersBeforeAnOutageOnceOrEachTime() {
        OutageHitJson asked = new OutageHitJson("b-41", "ann", "ASKED", Samples.START, "v-1");
        server.on(
                        "POST /outages/preview",
                        a -> Said.ok(with(outage(a.json(NewOutageJson.class), null, List.of("b-41")), asked)))
                .on("POST /outages", a -> new Said(201, outage(a.json(NewOutageJson.class), "x-3", List.of("b-41"))))
                .on(
                        "POST /outages/series/preview",
                        a -> Said.ok(series(a.json(NewOutageSeriesJson.class), null, asked)))
                .on("POST /outages/series", a -> new Said(201, series(a.json(NewOutageSeriesJson.class), "r-2")));
        String line = "outage lab1 host h2 from friday 18:00 to sat 8:00 %sanswers 1d reason disk swap";

        Block.Confirm once = confirm(reply(line.formatted("")));
        assertThat(once.details()).contains("b-41 of ann is asked to end earlier, Thu 26 Mar 16:30 Europe/Paris.");
        assertThat(server.asked("POST", "/outages/preview").get(0).query()).isEqualTo("askUntil=2026-03-26T17:00:00Z");
        assertThat(reply(once.command()).text()).contains("x-3 is set");
        assertThat(server.asked("POST", "/outages").get(0).query()).isEqualTo("askUntil=2026-03-26T17:00:00Z");

        Block.Confirm weekly = confirm(reply(line.formatted("every week ")));
        assertThat(weekly.details()).contains("b-41 of ann is asked to end earlier, Thu 26 Mar 16:30 Europe/Paris.");
        assertThat(reply(weekly.command()).text()).contains("r-2");
        assertThat(server.asked("POST", "/outages/series")
                        .get(0)
                        .json(NewOutageSeriesJson.class)
                        .answerBefore())
                .isEqualTo("PT24H");
        assertThat(server.asked("POST", "/outages/series").get(0).query()).isNullOrEmpty();
    }

    private static OutageJson with(OutageJson o, OutageHitJson effect) {
        return new OutageJson(
                o.id(),
                o.lab(),
                o.host(),
                o.start(),
                o.end(),
                o.kind(),
                o.reason(),
                o.by(),
                o.series(),
                o.hits(),
                List.of(effect));
    }

    private static OutageSeriesJson series(NewOutageSeriesJson s, String id, OutageHitJson effect) {
        OutageSeriesJson plain = series(s, id);
        return new OutageSeriesJson(
                id,
                plain.lab(),
                plain.host(),
                plain.start(),
                plain.end(),
                plain.zone(),
                plain.repeat(),
                plain.reason(),
                plain.by(),
                plain.answerBefore(),
                List.of(with(plain.coming().get(1), effect)));
    }

    private static final NewOutageSeriesJson WEEKLY = new NewOutageSeriesJson(
            "lab1",
            "h2",
            Instant.parse("2026-03-27T17:00:00Z"),
            Instant.parse("2026-03-28T07:00:00Z"),
            "FREQ=WEEKLY",
            "disk swap",
            null);

    private static OutageSeriesJson series(NewOutageSeriesJson s, String id) {
        Instant start = s.start() == null ? NOW : s.start();
        NewOutageJson first = new NewOutageJson(s.lab(), s.host(), start, s.end(), "PLANNED", s.reason());
        List<OutageJson> coming = List.of(outage(first, "x-1", List.of()), outage(first, "x-2", List.of("b-41")));
        return new OutageSeriesJson(
                id,
                s.lab(),
                s.host(),
                start,
                s.end(),
                "Europe/Paris",
                s.repeat(),
                s.reason(),
                "root",
                s.answerBefore(),
                coming);
    }

    @Test
    void saysWhatAnOutageDoesToEachBooking() {
        List<OutageHitJson> effects = List.of(
                new OutageHitJson("b-1", "ann", "MOVED", Samples.END, "v-2"),
                new OutageHitJson("b-2", "bob", "SHORTENED", Samples.START, "v-1"),
                new OutageHitJson("b-3", "cid", "CANCELLED", Samples.END, null));
        server.on(
                "POST /outages/preview",
                new OutageJson(
                        null,
                        "lab1",
                        null,
                        NOW,
                        Samples.END,
                        "PLANNED",
                        "disk swap",
                        null,
                        null,
                        List.of("b-1", "b-2", "b-3"),
                        effects));
        assertThat(reply("outage lab1 for 4h reason disk swap").text())
                .contains(
                        "b-1 of ann is moved to v-2 and keeps its time.",
                        "b-2 of bob ends Thu 26 Mar 16:30",
                        "b-3 of cid is given up: there is no other place in its time.");
    }

    @Test
    void listsAndEndsOutages() {
        OutageJson outage = new OutageJson(
                "o-3", "lab1", null, NOW, Samples.END, "PLANNED", "disk swap", "alice", null, List.of(), null);
        server.on("GET /outages", List.of(outage)).on("POST /outages/o-3/end", outage);
        assertThat(reply("outage").text()).contains("o-3 | lab1 |", "disk swap");
        assertThat(reply("outage end o-3").text()).contains("o-3 is ended");
        assertThat(reply("outage lab1").text()).contains("needs an end");
    }

    @Test
    void managesKeysAndNeverTakesAPrivateOne() {
        server.on(
                        "GET /me/keys",
                        List.of(new KeyJson("k-1", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabcdef alice@laptop")))
                .on(
                        "POST /me/keys",
                        a -> new Said(
                                201, new KeyJson("k-2", a.json(KeyJson.class).key())))
                .on("POST /me/keys/k-1/remove", a -> new Said(204, null));
        assertThat(reply("keys").text()).contains("k-1 | ssh-ed25519 …", "alice@laptop");
        assertThat(reply("keys add ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIabcdef bob's laptop")
                        .text())
                .contains("k-2");
        assertThat(reply("keys remove k-1").text()).contains("k-1 was removed");
        assertThat(reply("keys add -----BEGIN OPENSSH PRIVATE KEY----- b3Blb").text())
                .contains("private key");
        assertThat(server.asked("POST", "/me/keys")).hasSize(1);
    }

    @Test
    void linksInTwoSteps() {
        server.on("POST /me/link-code", new LinkCodeJson("7F3K-9Q2M", Samples.END))
                .on(
                        "POST /links",
                        a -> new Said(
                                201, new LinkJson(null, a.json(LinkJson.class).identity(), "alice")));
        assertThat(reply("link").text()).contains("/laas link 7F3K-9Q2M");
        identity = Optional.of("slack:T1:U2");
        assertThat(reply("link 7F3K-9Q2M").text()).contains("bound to the user alice");
        FakeLaas.Asked asked = server.asked("POST", "/links").get(0);
        assertThat(asked.json(LinkJson.class)).isEqualTo(new LinkJson("7F3K-9Q2M", "slack:T1:U2", null));
        assertThat(asked.headers()).doesNotContainKey("laas-acting-for");
    }

    @Test
    void helpShowsAllCommandsAndEachOne() {
        assertThat(reply("help").text()).contains("book | Book a pod", "outage |", "help |");
        assertThat(reply("help book").text()).contains("book POD [PURPOSE] [for LENGTH]", "with @bob");
        assertThat(reply("help bok").text()).contains("Did you mean: help book");
    }

    @Test
    void refusesWhatIsNoBookingId() {
        assertThat(reply("status ../tokens").outcome()).isEqualTo(Outcome.USAGE);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsAnAnswer() {
        server.close();
        assertThat(reply("list").text()).contains("No server answers");
    }
}
