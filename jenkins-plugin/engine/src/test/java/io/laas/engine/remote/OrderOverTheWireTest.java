package io.laas.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.engine.port.OperationOrder;
import io.laas.model.operation.LabWork;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order has nothing that would not travel to a lab elsewhere: whatever is added to one is added to the other. */
class OrderOverTheWireTest {
    private static List<String> parts(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::toString)
                .sorted()
                .toList();
    }

    @Test
    void everythingOfAnOrderButItsNumberIsWork() {
        List<String> ofAnOrder = Arrays.stream(OperationOrder.class.getRecordComponents())
                .filter(part -> !part.getName().equals("id"))
                .map(RecordComponent::toString)
                .sorted()
                .toList();

        assertThat(ofAnOrder).isNotEmpty().isEqualTo(parts(LabWork.Operation.class));
    }
}
