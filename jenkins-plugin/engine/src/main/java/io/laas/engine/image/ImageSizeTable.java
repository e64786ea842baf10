package io.laas.engine.image;

import io.laas.engine.store.Tx;
import io.laas.model.LabId;
import io.laas.model.lab.Image;
import io.laas.model.operation.ImageStock.Known;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of how large images are. A size counts for the file it was found of: another address or checksum makes it unknown again. */
final class ImageSizeTable {
    private static final String FIND = """
            select disk_bytes, file_bytes from image_size
             where lab = :lab and image = :image and source = :source""";
    private static final String DELETE = "delete from image_size where lab = :lab and image = :image";
    private static final String INSERT = """
            insert into image_size (lab, image, source, disk_bytes, file_bytes)
             values (:lab, :image, :source, :disk, :file)""";

    private final Handle handle;

    ImageSizeTable(Tx tx) {
        this.handle = tx.handle();
    }

    Optional<Known> find(LabId lab, Image image) {
        return handle.createQuery(FIND)
                .bind("lab", lab.value())
                .bind("image", image.id().value())
                .bind("source", source(image))
                .map((rs, ctx) -> new Known(image.id(), rs.getLong("disk_bytes"), rs.getLong("file_bytes")))
                .findOne();
    }

    /** Writes the size down if it is not known as that. */
    void put(LabId lab, Image image, Known size) {
        if (find(lab, image).filter(size::equals).isPresent()) {
            return;
        }
        handle.createUpdate(DELETE)
                .bind("lab", lab.value())
                .bind("image", image.id().value())
                .execute();
        handle.createUpdate(INSERT)
                .bind("lab", lab.value())
                .bind("image", image.id().value())
                .bind("source", source(image))
                .bind("disk", size.diskBytes())
                .bind("file", size.fileBytes())
                .execute();
    }

    private static String source(Image image) {
        return image.sha256().orElseGet(image::file);
    }
}
