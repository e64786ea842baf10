package io.laas.model.operation;

import io.laas.model.lab.Image;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of a host about images: how large they are, and which of their files nothing uses.
 *
 * @param images of which the sizes are asked; their files stay
 * @param others images whose files stay too
 * @param before files that were written since count as used, because somebody may be about to use them; empty: nothing unused is looked
 *     for
 * @param discard names of files that are removed if they are still unused
 */
public record ImageQuestion(List<Image> images, List<Image> others, Optional<Instant> before, List<String> discard) {
    public ImageQuestion {
        images = List.copyOf(images);
        others = List.copyOf(others);
        Objects.requireNonNull(before, "before");
        discard = List.copyOf(discard);
        if (before.isEmpty() && !discard.isEmpty()) {
            throw new IllegalArgumentException("what is to be discarded must be looked for: before is missing");
        }
    }

    /** Returns the question without images of others, which are nobody's business elsewhere. */
    public ImageQuestion alone() {
        return new ImageQuestion(images, List.of(), before, discard);
    }
}
