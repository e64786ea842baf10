package io.laas.jenkins.operation;

import java.io.Serializable;

/** What a {@code laasOperation} block tells the steps in it: which operation they are part of. */
public final class OperationScope implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String operation;

    OperationScope(String operation) {
        this.operation = operation;
    }

    String operation() {
        return operation;
    }
}
