package io.laas.engine.remote;

import io.laas.engine.port.HostedThing;
import io.laas.engine.port.MachineView;
import io.laas.model.operation.ImageStock;
import io.laas.model.use.PodUse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a question.
 *
 * @param things what carries the controller's tag, for an inventory
 * @param files names of snapshot files, for the question after them
 * @param images what is known of images, for the question after them
 * @param machine how a machine is, for a look at it
 * @param use what the machines of a vpod have counted, for the question after that
 */
public record WorkAnswer(
        List<HostedThing> things,
        List<String> files,
        ImageStock images,
        Optional<MachineView> machine,
        Optional<PodUse> use) {
    /** The answer where there is nothing to tell. */
    public static final WorkAnswer DONE =
            new WorkAnswer(List.of(), List.of(), ImageStock.NONE, Optional.empty(), Optional.empty());

    public WorkAnswer {
        things = List.copyOf(things);
        files = List.copyOf(files);
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(use, "use");
    }
}
