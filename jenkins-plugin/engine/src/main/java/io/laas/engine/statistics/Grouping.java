package io.laas.engine.statistics;

import java.util.function.Function;

/** By what use is summed up. */
public enum Grouping {
    USER(Subject::owner),
    PROJECT(Subject::project),
    POD(Subject::pod),
    LAB(Subject::lab),
    HOST(Subject::host),
    VPOD(Subject::vpod);

    private final Function<Subject, String> key;

    Grouping(Function<Subject, String> key) {
        this.key = key;
    }

    String keyOf(Subject subject) {
        return key.apply(subject);
    }
}
