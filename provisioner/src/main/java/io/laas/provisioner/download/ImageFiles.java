package io.laas.provisioner.download;

import io.laas.model.lab.Image;
import io.laas.provisioner.hypervisor.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of images as they are where this runs: those that labs name, and those that were fetched. */
public final class ImageFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ImageFiles.class);

    private final Downloads downloads;

    public ImageFiles(Downloads downloads) {
        this.downloads = downloads;
    }

    /** Tells how large the image is; empty if its file is not here, or is no qcow2 file. */
    public Optional<ImageSize> size(Image image) {
        Path file = image.remote().isPresent() ? downloads.place(image.sha256().orElseThrow()) : Path.of(image.file());
        try {
            return Files.isReadable(file) ? size(Qcow2Header.read(file), Files.size(file)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("The size of image {} cannot be told", image.id(), e);
            return Optional.empty();
        }
    }

    /** Tells the size of an image of which the beginning is known. */
    public static Optional<ImageSize> size(Qcow2Header header, long fileBytes) {
        return header.problem().isPresent()
                ? Optional.empty()
                : Optional.of(new ImageSize(header.diskBytes(), fileBytes));
    }
}
