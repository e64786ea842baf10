package io.laas.model.operation;

import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of a host about images: how large they are, and which of their files nothing uses.
 *
 * @param images of which the sizes are asked; their files stay
 * @param isos installer ISOs whose files stay too
 * @param others what belongs to others, whose files stay too
 * @param before files that were written since count as used, because somebody may be about to use them; empty: nothing unused is looked
 *     for
 * @param discard names of files that are removed if they are still unused
 */
public record ImageQuestion(
        List<Image> images, List<Iso> isos, Others others, Optional<Instant> before, List<String> discard) {
    public ImageQuestion {
        images = List.copyOf(images);
        isos = List.copyOf(isos);
        Objects.requireNonNull(others, "others");
        Objects.requireNonNull(before, "before");
        discard = List.copyOf(discard);
        if (before.isEmpty() && !discard.isEmpty()) {
            throw new IllegalArgumentException("what is to be discarded must be looked for: before is missing");
        }
    }

    /**
     * What belongs to others than the lab that asks.
     *
     * @param images their images
     * @param isos their ISOs
     */
    public record Others(List<Image> images, List<Iso> isos) {
        /** There is nothing. */
        public static final Others NONE = new Others(List.of(), List.of());

        public Others {
            images = List.copyOf(images);
            isos = List.copyOf(isos);
        }
    }

    /** Returns the question without what belongs to others, which is nobody's business elsewhere. */
    public ImageQuestion alone() {
        return new ImageQuestion(images, isos, Others.NONE, before, discard);
    }
}
