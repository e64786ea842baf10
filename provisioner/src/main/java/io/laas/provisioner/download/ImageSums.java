package io.laas.provisioner.download;

import io.laas.model.lab.Image;
import io.laas.model.lab.Iso;
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
        sums.add(image.sha256().orElseGet(() -> sum("image " + image.id(), image.file())));
        image.boot().ifPresent(boot -> {
            sums.add(sum("image " + image.id(), boot.kernel()));
            sums.add(sum("image " + image.id(), boot.initrd()));
        });
        return sums;
    }

    /**
     * Returns the checksum of the ISO; one that is not told is computed.
     *
     * @throws HypervisorException if its file cannot be read here
     */
    public String of(Iso iso) {
        return iso.sha256().orElseGet(() -> sum("ISO " + iso.id(), iso.file()));
    }

    private String sum(String whose, String file) {
        try {
            return digests.sha256(Path.of(file));
        } catch (IOException e) {
            throw new HypervisorException(
                    Reason.BAD_IMAGE,
                    "%s: file %s cannot be read here, so its copies on hosts cannot be told from others"
                            .formatted(whose, file),
                    e);
        }
    }
}
