package io.laas.web.api;

import io.laas.model.descriptor.Profile;

/** What answers in YAML share. */
final class Yaml {
    /** The media type of YAML (RFC 9512). */
    static final String TYPE = "application/yaml";

    /** What the media type was called before it was registered. */
    static final String OLD_TYPE = "application/x-yaml";

    /** For clients that take text only. */
    static final String TEXT_TYPE = "text/yaml";

    private Yaml() {}

    /** Returns the profile asked for, by default the strict one. */
    static Profile profile(String word) {
        return word == null ? Profile.PHAROS_STRICT : Profile.parse(word);
    }
}
