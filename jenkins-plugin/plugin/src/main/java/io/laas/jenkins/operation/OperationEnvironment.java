package io.laas.jenkins.operation;

import io.laas.engine.port.OperationOrder;
import java.util.Map;
import java.util.TreeMap;

/** What the body of {@code laasOperation} finds in its environment. */
final class OperationEnvironment {
    private OperationEnvironment() {}

    static Map<String, String> of(OperationOrder order) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("LAAS_OPERATION", order.id().toString());
        environment.put("LAAS_KIND", order.kind().name());
        environment.put("LAAS_VPOD", order.plan().vpod().value());
        environment.put("LAAS_HOST", order.plan().host().id().value());
        environment.put("LAAS_HOST_LABEL", order.plan().host().agentLabel());
        environment.put("LAAS_BOOKING", order.plan().owner().booking());
        environment.put("LAAS_LAB", order.plan().owner().lab().value());
        return environment;
    }
}
