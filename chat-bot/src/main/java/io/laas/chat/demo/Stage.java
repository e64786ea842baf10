package io.laas.chat.demo;

import java.util.Locale;

/** The stages of the demo, in their order. */
enum Stage {
    KEY("make an ssh key and add it to the account"),
    BOOK("book the pod"),
    PROVISION("build it from real machines"),
    CHECK("check that every machine answers"),
    LOGIN("log in to the jump host with the key"),
    WRITE("write a file on a node, through the jump host"),
    RESET("reset the pod"),
    VERIFY("see that the file is gone and every machine is back"),
    EXTEND("extend the booking"),
    RELEASE("release it and wait until it is clean"),
    NOTHING_LEFT("see that nothing is left");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** Returns the name in lower case with spaces. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String title() {
        return title;
    }
}
