package io.laas.engine.port;

import io.laas.model.LabId;
import java.io.IOException;
import java.util.Optional;

/**
 * Where the texts are of the labs that are configured on this controller: files beside the stand-alone server, the configuration of
 * Jenkins. Thread-safe.
 */
public interface LabTexts {
    /** Keeps none. */
    LabTexts NONE = new LabTexts() {
        @Override
        public Optional<LabText> find(LabId lab) {
            return Optional.empty();
        }

        @Override
        public boolean replace(LabId lab, String before, String text) {
            return false;
        }
    };

    /**
     * Returns the text of the lab as it is kept now; empty if it is not kept here.
     *
     * @throws IOException with a sentence for people if it cannot be read
     */
    Optional<LabText> find(LabId lab) throws IOException;

    /**
     * Puts a text in the place of another and makes the labs of all texts known to the engine. Either all of this is done or nothing
     * is: what cannot be kept or does not take effect leaves the text before in place.
     *
     * @param before the text as it was read
     * @param text the text of the same lab, which the reader takes
     * @return whether {@code before} was still in place; nothing is done otherwise
     * @throws IOException with a sentence for people if the text cannot be kept
     */
    boolean replace(LabId lab, String before, String text) throws IOException;

    /**
     * Returns why whoever makes the present call may not change which hosts, images and ISOs there are, although they may do so to this
     * engine; empty if they may.
     */
    default Optional<String> forbidsMachines() {
        return Optional.empty();
    }
}
