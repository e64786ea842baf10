package io.laas.model.operation;

import io.laas.model.ImageId;
import io.laas.model.Names;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a host knows of images.
 *
 * @param known images whose files are there, or can be read where operations run
 * @param unused files of images that nothing uses, without those that were removed
 * @param removed files that were removed
 * @param trouble why unused files could not be told from others, in one sentence; empty if they could
 */
public record ImageStock(List<Known> known, List<UnusedFile> unused, List<UnusedFile> removed, String trouble) {
    /** What a host knows that has no image. */
    public static final ImageStock NONE = new ImageStock(List.of(), List.of(), List.of(), "");

    public ImageStock {
        known = List.copyOf(known);
        unused = List.copyOf(unused);
        removed = List.copyOf(removed);
        trouble = trouble == null ? "" : trouble;
    }

    /**
     * The sizes of an image.
     *
     * @param image its name in the question
     * @param diskBytes size of the disk in it
     * @param fileBytes size of its file
     */
    public record Known(ImageId image, long diskBytes, long fileBytes) {
        public Known {
            Objects.requireNonNull(image, "image");
            if (diskBytes < 0 || fileBytes < 0) {
                throw new IllegalArgumentException("image %s: sizes must not be negative, were %d and %d bytes"
                        .formatted(image, diskBytes, fileBytes));
            }
        }
    }

    /**
     * A file of an image that nothing uses.
     *
     * @param name its name on the host: letters, digits, hyphens and full stops, at most 200
     * @param bytes the room that it takes
     */
    public record UnusedFile(String name, long bytes) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,200}");

        public UnusedFile {
            Objects.requireNonNull(name, "name");
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "the name of a file must be letters, digits, hyphens and full stops, was '%s'"
                                .formatted(Names.clean(name, 40)));
            }
            if (bytes < 0) {
                throw new IllegalArgumentException(
                        "file %s: bytes must not be negative, was %d".formatted(name, bytes));
            }
        }
    }
}
