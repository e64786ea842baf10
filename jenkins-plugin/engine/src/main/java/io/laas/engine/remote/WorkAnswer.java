package io.laas.engine.remote;

import io.laas.engine.port.HostedThing;
import io.laas.model.operation.ImageStock;
import java.util.List;

/**
 * The answer to a question.
 *
 * @param things what carries the controller's tag, for an inventory
 * @param files names of snapshot files, for the question after them
 * @param images what is known of images, for the question after them
 */
public record WorkAnswer(List<HostedThing> things, List<String> files, ImageStock images) {
    /** The answer where there is nothing to tell. */
    public static final WorkAnswer DONE = new WorkAnswer(List.of(), List.of(), ImageStock.NONE);

    public WorkAnswer {
        things = List.copyOf(things);
        files = List.copyOf(files);
    }
}
