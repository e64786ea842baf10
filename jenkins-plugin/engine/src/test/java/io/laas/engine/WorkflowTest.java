package io.laas.engine;

import static io.laas.engine.Bench.ADMIN;
import static io.laas.engine.Bench.ANN;
import static io.laas.engine.Bench.BOB;
import static io.laas.engine.Bench.done;
import static io.laas.engine.Bench.refused;
import static io.laas.engine.Bench.request;
import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;
import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.LabId;
import io.laas.model.booking.Booking;
import io.laas.model.booking.BookingDecision;
import io.laas.model.booking.BookingRequest;
import io.laas.model.booking.GroupDecision;
import io.laas.model.booking.GroupRequest;
import io.laas.model.booking.RefusalCode;
import io.laas.model.installer.ExtraTask;
import io.laas.model.installer.Extras;
import io.laas.model.installer.Parameter;
import io.laas.model.installer.Workflow;
import io.laas.model.installer.WorkflowProvider;
import io.laas.model.lab.LabProblem;
import io.laas.model.lab.WorkflowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labs add by files, and plugins by programs: tasks in the orders of operations, and questions to whoever books. */
class WorkflowTest {
    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void engine() throws IOException {
        bench = new Bench(Bench.inMemory(), aLab().host("h1", 4).build());
        Files.createDirectories(directory.resolve("workflow"));
        bench.engine().filesIn(List.of(directory));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void drop(String name, String text) throws IOException {
        Files.writeString(directory.resolve("workflow").resolve(name), text);
    }

    private Extras ordered() {
        var orders = bench.operations().started();
        return orders.get(orders.size() - 1).plan().extras();
    }

    @Test
    void tasksOfTheLabTravelWithEveryOrder() throws IOException {
        drop("b.yaml", """
                workflow: second
                tasks:
                  - {name: last, operation: provision, after: check, script: echo last}
                  - {name: twice, operation: provision, after: check, script: echo no}
                """);
        drop("a.yaml", """
                workflow: first
                labs: [demo]
                tasks:
                  - {name: twice, operation: provision, before: machines, script: echo yes, on-failure: warn, retry: 2, undo: echo no}
                """);
        drop("elsewhere.yaml", """
                workflow: elsewhere
                labs: [other]
                tasks:
                  - {name: far, operation: provision, after: check, script: echo far}
                """);
        bench.active(ANN, java.time.Duration.ofDays(1));
        assertThat(ordered().tasks())
                .extracting(t -> t.step().name() + " " + t.place() + " " + t.task() + " " + t.onFailure())
                .containsExactly("twice BEFORE machines WARN", "last AFTER check FAIL");
        assertThat(ordered().tasks()).extracting(ExtraTask::operation).containsOnly("provision");
    }

    @Test
    void brokenFileDoesNotCountAndIsNamed() throws IOException {
        drop("a.yaml", """
                workflow: first
                tasks:
                  - {name: one, operation: provision, after: breakfast, script: echo}
                  - {name: two, operation: lunch, after: check, script: echo}
                  - {name: three, operation: check, before: check, after: check, script: echo}
                questions:
                  - {name: password, secret: true}
                """);
        assertThat(bench.engine().catalogue().workflows().problems())
                .extracting(LabProblem::toString)
                .anySatisfy(p -> assertThat(p)
                        .contains("a.yaml line 3: tasks[0]")
                        .contains("before or after must name a task of provision (survey, networks,")
                        .contains("was 'breakfast'"))
                .anySatisfy(
                        p -> assertThat(p).contains("a.yaml line 4: tasks[1]").contains("must be one of access, check"))
                .anySatisfy(p ->
                        assertThat(p).contains("a.yaml line 5: tasks[2] must have one of the keys before and after"));
        bench.active(ANN, java.time.Duration.ofDays(1));
        assertThat(ordered()).isEqualTo(Extras.NONE);
    }

    private static final String QUESTIONS = """
            workflow: accounting
            questions:
              - {name: ticket, title: Number of the ticket, pattern: '[A-Z]+-[0-9]+'}
              - {name: burn-in, choices: ['yes', 'no'], default: 'no'}
            """;

    private BookingDecision book(Map<String, String> answers) {
        BookingRequest wish = request(ANN, SMALL).but().answers(answers).build();
        return bench.engine().bookings().book(wish, ANN);
    }

    @Test
    void questionsAreAskedAnswersCheckedAndKept() throws IOException {
        drop("q.yaml", QUESTIONS);
        assertThat(book(Map.of())).isInstanceOfSatisfying(BookingDecision.Refused.class, no -> {
            assertThat(no.refusal().code()).isEqualTo(RefusalCode.INVALID);
            assertThat(no.refusal().message())
                    .isEqualTo("Parameter ticket of lab demo must be given (Number of the ticket).");
        });
        assertThat(book(Map.of("ticket", "7", "burn-in", "maybe", "colour", "red")))
                .isInstanceOfSatisfying(
                        BookingDecision.Refused.class,
                        no -> assertThat(no.refusal().message())
                                .contains("There is no parameter 'colour' of lab demo")
                                .contains("Parameter ticket of lab demo must match [A-Z]+-[0-9]+, was '7'.")
                                .contains("Parameter burn-in of lab demo must be one of yes, no, was 'maybe'."));
        Booking booking = ((BookingDecision.Granted) book(Map.of("ticket", "NFV-7"))).booking();
        var bookings = bench.engine().bookings();
        assertThat(done(bookings.answers(booking.id(), ANN))).isEqualTo(Map.of("ticket", "NFV-7", "burn-in", "no"));
        assertThat(done(bookings.answers(booking.id(), ADMIN))).hasSize(2);
        assertThat(refused(bookings.answers(booking.id(), BOB)).code()).isEqualTo(RefusalCode.FORBIDDEN);
        bench.settle();
        assertThat(ordered().answers()).containsEntry("ticket", "NFV-7");
    }

    private static Workflow workflow(String text) {
        return WorkflowFile.parse(text, "plugin").workflow().orElseThrow();
    }

    private void pluggedIn(WorkflowProvider... providers) {
        bench.engine().catalogue().workflows().providedBy(() -> List.of(providers));
    }

    @Test
    void pluginsAddTasksAndQuestionsLikeFiles() throws IOException {
        drop("m.yaml", """
                workflow: middle
                tasks:
                  - {name: second, operation: provision, after: check, script: echo file}
                """);
        pluggedIn(() -> List.of(
                workflow("""
                workflow: zulu
                tasks:
                  - {name: third, operation: provision, after: check, script: echo plugin, on-failure: warn, undo: echo no}
                  - {name: second, operation: provision, after: check, script: echo too late}
                """), workflow("""
                workflow: alpha
                tasks:
                  - {name: first, operation: provision, after: check, script: echo plugin}
                questions:
                  - {name: ticket, title: Number of the ticket}
                """), workflow("{workflow: far, labs: [other], questions: [{name: colour}]}")));

        assertThat(book(Map.of()))
                .isInstanceOfSatisfying(
                        BookingDecision.Refused.class,
                        no -> assertThat(no.refusal().message())
                                .isEqualTo("Parameter ticket of lab demo must be given (Number of the ticket)."));
        assertThat(book(Map.of("ticket", "7"))).isInstanceOf(BookingDecision.Granted.class);
        bench.settle();
        assertThat(ordered().tasks())
                .extracting(t -> t.step().name() + " " + t.onFailure())
                .containsExactly("first FAIL", "second FAIL", "third WARN");
        assertThat(ordered().tasks().get(1).step().toString()).contains("echo file");
    }

    @Test
    void fileTakesThePlaceOfWhatAPluginProvides() throws IOException {
        pluggedIn(() -> List.of(workflow("{workflow: accounting, questions: [{name: cost-centre}]}")));
        drop("q.yaml", QUESTIONS);

        assertThat(bench.engine().catalogue().workflows().questions(new LabId("demo")))
                .extracting(Parameter::name)
                .containsExactly("ticket", "burn-in");
    }

    @Test
    void pluginThatFailsAddsNothingAndTheOthersGoOn() {
        Workflow good = workflow("{workflow: good, questions: [{name: ticket, default: none}]}");
        pluggedIn(
                () -> {
                    throw new IllegalStateException("no connection");
                },
                () -> {
                    throw new NoSuchMethodError("built against another version");
                },
                () -> null,
                () -> List.of(good, workflow("{workflow: good, questions: [{name: second}]}")));

        assertThat(book(Map.of())).isInstanceOf(BookingDecision.Granted.class);
        assertThat(bench.engine().catalogue().workflows().questions(new LabId("demo")))
                .extracting(Parameter::name)
                .containsExactly("ticket");
    }

    private GroupDecision together(String first, String second) {
        return bench.engine()
                .groups()
                .book(
                        new GroupRequest(Stream.of(first, second)
                                .map(ticket -> request(ANN, SMALL)
                                        .but()
                                        .answers(Map.of("ticket", ticket))
                                        .build())
                                .toList()),
                        ANN);
    }

    @Test
    void eachPodOfAGroupAnswersForItself() throws IOException {
        drop("q.yaml", QUESTIONS);
        assertThat(together("NFV-7", "8"))
                .isInstanceOfSatisfying(
                        GroupDecision.Refused.class,
                        no -> assertThat(no.refusal().message())
                                .isEqualTo("Parameter ticket of lab demo must match [A-Z]+-[0-9]+, was '8'."));
        assertThat(together("NFV-7", "NFV-8"))
                .isInstanceOfSatisfying(
                        GroupDecision.Granted.class,
                        both -> assertThat(both.bookings())
                                .extracting(b -> done(bench.engine().bookings().answers(b.id(), ANN))
                                        .get("ticket"))
                                .containsExactly("NFV-7", "NFV-8"));
    }
}
