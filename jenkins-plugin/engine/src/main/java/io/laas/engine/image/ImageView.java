package io.laas.engine.image;

import io.laas.model.LabId;
import io.laas.model.lab.Image;
import io.laas.model.operation.ImageStock;
import java.util.Optional;

/**
 * An image of a lab.
 *
 * @param size how large it is; empty until a host was asked that has it, or that can read its file
 */
public record ImageView(LabId lab, Image image, Optional<ImageStock.Known> size) {}
