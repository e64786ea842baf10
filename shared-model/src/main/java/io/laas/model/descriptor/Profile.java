package io.laas.model.descriptor;

import io.laas.model.Names;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The dialects of PDF and IDF that installers read. */
public enum Profile {
    /** Valid by the schemas of OPNFV Pharos, version 1.0 of the PDF and 0.1 of the IDF. */
    PHAROS_STRICT,
    /** As releng-xci reads it: addresses without prefix, one on each card, and a section {@code xci}. */
    XCI,
    /** As Kuberef reads it: addresses without prefix, one on each card, and the sections {@code engine} and {@code bmra}. */
    KUBEREF;

    /** Returns the name in queries and commands, for example {@code pharos-strict}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a {@link #word()}.
     *
     * @throws IllegalArgumentException naming all profiles if there is none of that name
     */
    public static Profile parse(String word) {
        return Arrays.stream(values())
                .filter(p -> p.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("profile must be one of %s, was '%s'"
                        .formatted(
                                Arrays.stream(values()).map(Profile::word).collect(Collectors.joining(", ")),
                                Names.clean(word, 40))));
    }
}
