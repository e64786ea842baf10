package io.laas.model.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.model.lab.Image;
import io.laas.model.operation.ImageQuestion;
import io.laas.model.operation.ImageQuestion.Others;
import io.laas.model.operation.LabWork;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.VpodPlan;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of work arrives at a lab elsewhere as it left. */
class LabWorkJsonTest {
    private final RandomPlans plans = new RandomPlans(7);

    private static void arrives(LabWork work) {
        assertThat(LabWorkJson.read(LabWorkJson.write(work))).isEqualTo(work);
    }

    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void operationsOfEveryKindArriveAsTheyWere(OperationKind kind) {
        for (int i = 0; i < 50; i++) {
            arrives(new LabWork.Operation(kind, plans.next()));
        }
    }

    @Test
    void questionsArriveAsTheyWere() {
        for (int i = 0; i < 50; i++) {
            VpodPlan plan = plans.next();
            arrives(new LabWork.Inventory(plan.host(), plan.owner().controller()));
            arrives(new LabWork.Purge(plan.host(), plan.owner()));
            arrives(new LabWork.SnapshotFiles(plan.host(), plan.owner().controller()));
            arrives(new LabWork.DiscardSnapshots(plan.host(), List.of("s-1-jump.qcow2", "")));
            arrives(new LabWork.Look(plan, "jump", i % 2 == 0, i - 1));
            arrives(new LabWork.Use(plan));
            List<Image> images = List.copyOf(plan.images().values());
            arrives(new LabWork.Images(
                    plan.host(),
                    new ImageQuestion(
                            images,
                            plan.isos(),
                            new Others(images, plan.isos()),
                            Optional.of(Instant.EPOCH.plusSeconds(i)),
                            List.of("golden-1.qcow2"))));
            arrives(new LabWork.Images(
                    plan.host(), new ImageQuestion(images, List.of(), Others.NONE, Optional.empty(), List.of())));
        }
    }

    @Test
    void noOtherWorkIsForgottenHere() {
        assertThat(Arrays.stream(LabWork.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "Operation",
                        "Inventory",
                        "Purge",
                        "SnapshotFiles",
                        "DiscardSnapshots",
                        "Images",
                        "Look",
                        "Use"));
    }

    @Test
    void whatIsNotWorkIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabWorkJson.read("{\"work\":\"DANCE\"}"))
                .withMessageStartingWith("The text of the work cannot be read");
        assertThatIllegalArgumentException().isThrownBy(() -> LabWorkJson.read("{\"work\":\"INVENTORY\"}"));
    }
}
