package io.laas.provisioner.download;

import io.laas.model.lab.Image;
import io.laas.provisioner.hypervisor.HypervisorException;
import io.laas.provisioner.hypervisor.HypervisorException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** By which checksums hosts know the files of images. */
public final class ImageSums {
    private final FileDigests digests;

    public ImageSums(FileDigests digests) {
        this.digests = digests;
    }

    /**
     * Returns the checksums of the image's files; those that are not told are computed.
     *
     * @throws HypervisorException if a file cannot be read here
     */
    public Set<String> of(Image image) {
        Set<String> sums = new HashSet<>();
        sums.add(image.sha256().orElseGet(() -> sum(image, image.file())));
        image.boot().ifPresent(boot -> {
            sums.add(sum(image, boot.kernel()));
            sums.add(sum(image, boot.initrd()));
        });
        return sums;
    }

    private String sum(Image image, String file) {
        try {
            return digests.sha256(Path.of(file));
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.BAD_IMAGE,
                    "image %s: file %s cannot be read here, so its copies on hosts cannot be told from others"
                            .formatted(image.id(), file),
                    e);
        }
    }
}
