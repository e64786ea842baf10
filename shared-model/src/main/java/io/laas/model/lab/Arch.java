package io.laas.model.lab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.laas.model.Names;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processor that an image was made for, named as the kernel names it ({@code uname -m}). */
public enum Arch {
    X86_64("x86_64"),
    AARCH64("aarch64"),
    RISCV64("riscv64"),
    PPC64LE("ppc64le"),
    S390X("s390x");

    private static final int SHOWN = 40;

    private final String word;

    Arch(String word) {
        this.word = word;
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    @JsonCreator
    public static Arch of(String text) {
        return known(text)
                .orElseThrow(() -> new IllegalArgumentException("arch must be one of %s, was '%s'"
                        .formatted(
                                Arrays.stream(values()).map(Arch::word).collect(Collectors.joining(", ")),
                                Names.clean(text, SHOWN))));
    }

    /** Reads what a machine says of itself; empty if it is none of these. */
    public static Optional<Arch> known(String text) {
        return Arrays.stream(values()).filter(a -> a.word.equals(text)).findFirst();
    }

    /** Returns whether machines of virtual pods have it; no other one can be booked. */
    public boolean isOfMachines() {
        return this == X86_64;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
