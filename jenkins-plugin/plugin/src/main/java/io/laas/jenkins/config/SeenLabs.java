package io.laas.jenkins.config;

import hudson.Util;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells whether the labs are still those that an open form shows, so that it does not put back what somebody else has changed. A form
 * that is applied and goes on being used knows what it has saved itself. Not thread-safe.
 */
final class SeenLabs {
    private static final String BETWEEN = " ";

    private String saved = "";

    /** Returns what a form that is opened now sends along. */
    static String mark(List<LabDefinition> labs) {
        return UUID.randomUUID() + BETWEEN + version(labs);
    }

    /** Returns whether the form with the mark shows these labs, or has saved them; a form without a mark is taken as it is. */
    boolean isCurrent(String mark, List<LabDefinition> labs) {
        return mark.isBlank() || mark.endsWith(BETWEEN + version(labs)) || saved.equals(form(mark) + version(labs));
    }

    /** Notes that the form with the mark has saved the labs. */
    void saved(String mark, List<LabDefinition> labs) {
        saved = form(mark) + version(labs);
    }

    private static String form(String mark) {
        return mark.substring(0, mark.indexOf(BETWEEN) + 1);
    }

    private static String version(List<LabDefinition> labs) {
        return Util.getDigestOf(
                labs.stream().map(LabDefinition::getText).collect(Collectors.joining("\0", labs.size() + "\0", "")));
    }
}
