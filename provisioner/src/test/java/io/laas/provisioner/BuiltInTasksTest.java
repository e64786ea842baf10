package io.laas.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.installer.BuiltIn;
import io.laas.model.operation.OperationKind;
import io.laas.model.operation.TaskName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What labs are told of the built-in tasks is what there is. */
class BuiltInTasksTest {
    @ParameterizedTest
    @EnumSource(OperationKind.class)
    void areKnownToTheModel(OperationKind kind) {
        List<String> names = Provisioner.tasks(kind).stream()
                .flatMap(List::stream)
                .map(TaskName::name)
                .toList();
        assertThat(BuiltIn.tasks(kind.name().toLowerCase(Locale.ROOT))).containsExactlyElementsOf(names);
    }

    @Test
    void belongToOperationsThereAre() {
        assertThat(BuiltIn.operations())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(OperationKind.values())
                        .map(k -> k.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
