package io.laas.model.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.lab.Image;
import io.laas.model.lab.Lab;
import io.laas.model.lab.LabFile;
import io.laas.model.lab.LabFileResult.Good;
import io.laas.model.layout.VpodLayout;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.OperationOutcome;
import io.laas.model.operation.OperationOutcome.Cancelled;
import io.laas.model.operation.OperationOutcome.Failed;
import io.laas.model.operation.OperationOutcome.Succeeded;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.operation.VpodPlan;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TravelTest {
    private static final Path PROJECT = Path.of("..");

    @Test
    void plansOfTheExampleAndTheDemoLabArriveAsTheyWere() throws IOException {
        String demo = Files.readString(PROJECT.resolve("provisioner/demo/lab.yaml.in"))
                .replace("@GUEST_DIR@", "/var/cache/laas")
                .replace("@URI@", "qemu:///system")
                .replace("@STORAGE@", "/var/lib/laas")
                .replace("@CMDLINE@", "console=ttyS0 quiet")
                .replace("@MEMORY_MIB@", "256")
                .replace("@ACCEL@", "auto")
                .replace("@SHA256@", "ab".repeat(32));
        Lab demoLab = ((Good) LabFile.parse(demo, "lab.yaml.in", Path.of("/"))).lab();
        Lab example = ((Good) LabFile.read(PROJECT.resolve("docs/examples/lab.yaml"))).lab();
        for (Lab lab : List.of(demoLab, example)) {
            for (Pod pod : lab.pods()) {
                lab.configs().forEach(config -> arrives(plan(lab, pod, config)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void plansOfAllShapesArriveAsTheyWere(long seed) {
        RandomPlans plans = new RandomPlans(seed);
        for (int i = 0; i < 200; i++) {
            arrives(plans.next());
        }
    }

    private static void arrives(VpodPlan plan) {
        String text = PlanJson.write(plan);
        VpodPlan there = PlanJson.read(text);
        assertThat(text).doesNotContain("\n");
        assertThat(there).isEqualTo(plan);
        assertThat(PlanJson.write(there)).isEqualTo(text);
        assertThat(VpodLayout.of(there)).isEqualTo(VpodLayout.of(plan));
    }

    private static VpodPlan plan(Lab lab, Pod pod, Config config) {
        Map<String, Image> images = new TreeMap<>();
        pod.nodes()
                .forEach(n -> images.put(n.name(), lab.image(config.imageFor(n)).orElseThrow()));
        OwnerTag owner = new OwnerTag("c", lab.id(), new VpodId("v1"), "b-1", "o-1");
        return new VpodPlan(owner, 0, lab.hosts().get(0), pod, config, images, List.of());
    }

    static List<OperationOutcome> outcomes() {
        MachineAccess jump = new MachineAccess("jump", NodeRole.JUMPHOST, "laas", Map.of("admin", "10.0.0.10"));
        return List.of(
                new Succeeded(Optional.of(new PodAccess("10.0.0.10", 22, "laas", List.of(jump)))),
                new Succeeded(Optional.empty()),
                new Failed("machines", "node3 did not answer \"yet\"", "login:\u0007\n"),
                new Cancelled());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void outcomesArriveAsTheyWere(OperationOutcome outcome) {
        assertThat(OutcomeJson.read(OutcomeJson.write(outcome))).isEqualTo(outcome);
    }

    @Test
    void outcomesSayWhichTheyAre() {
        assertThat(OutcomeJson.write(new Cancelled())).isEqualTo("{\"outcome\":\"CANCELLED\"}");
        assertThat(OutcomeJson.write(new Failed("disks", "no room", "")))
                .isEqualTo("{\"outcome\":\"FAILED\",\"task\":\"disks\",\"reason\":\"no room\",\"consoleTail\":\"\"}");
    }

    @Test
    void reportsArriveAsTheyWere() {
        TaskReport report = new TaskReport("disks", "Make disks", TaskState.RUNNING, 40, "node2");
        assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportJson.read(ReportJson.write(report).replace("40", "400")))
                .withMessageContaining("percent must be 0 to 100, was 400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"index\":3 | \"index\":\"3\" | index: ",
                "\"index\":3 | \"index\":3.0 | index: ",
                "\"index\":3 | \"index\":null | index: ",
                "\"index\":3 | \"index\":3000 | has no address range number 3000",
                "\"index\":3, | `` | index: this field is missing",
                "\"index\":3 | \"index\":3,\"index\":3 | Duplicate field 'index'",
                "\"index\":3 | \"index\":3,\"colour\":1 | colour: this field is not known",
                "\"lab\":\"lab\" | \"lab\":\"La b\" | owner.lab: lab name must be lower-case letters",
                "\"lab\":\"lab\" | \"lab\":null | owner: null is not allowed here",
                "\"role\":\"JUMPHOST\" | \"role\":\"BOSS\" | pod.nodes[0].role: ",
                "\"role\":\"JUMPHOST\" | \"role\":0 | pod.nodes[0].role: ",
                "\"vlan\":null,| `` | pod.networks[0].vlan: this field is missing",
            })
    void badPlansAreRefusedInOneSentence(String part, String instead, String problem) {
        String good = PlanJson.write(withIndex(3));
        assertThat(good).contains(part);
        String bad = good.replaceFirst(Pattern.quote(part), instead == null ? "" : instead);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanJson.read(bad))
                .withMessageStartingWith("The text of the plan cannot be read: ")
                .withMessageContaining(problem)
                .withMessageEndingWith("; see that it is whole and that LaaS has the same version on both sides");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "3", "{}", "{\"outcome\":\"PERHAPS\"}", "{\"outcome\":\"CANCELLED\"} {}"})
    void textsThatAreNoneAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanJson.read(text))
                .withMessageStartingWith("The text of the plan cannot be read: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeJson.read(text))
                .withMessageStartingWith("The text of the outcome cannot be read: ");
    }

    @Test
    void noTextAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PlanJson.read(null));
    }

    @Test
    void damagedPlansAreReadOrRefusedInOneLine() {
        Random random = new Random(7);
        String good = PlanJson.write(withIndex(0));
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(good);
            int at = random.nextInt(text.length());
            text.replace(
                    at, Math.min(text.length(), at + random.nextInt(9)), "{}[]\":,0a".substring(random.nextInt(9)));
            Throwable refused = catchThrowable(() -> PlanJson.read(text.toString()));
            if (refused != null) {
                assertThat(refused)
                        .isInstanceOf(IllegalArgumentException.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .hasSizeLessThan(700)
                        .doesNotContain("\n");
            }
        }
    }

    private static VpodPlan withIndex(int index) {
        VpodPlan plan = new RandomPlans(1).next();
        OwnerTag owner = new OwnerTag("c", new LabId("lab"), new VpodId("v1"), "b-1", "o-1");
        return new VpodPlan(owner, index, plan.host(), plan.pod(), plan.config(), plan.images(), plan.keys());
    }
}
