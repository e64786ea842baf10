package io.laas.model.wire;

import io.laas.model.operation.ImageStock;
import io.laas.model.use.MachineUse;
import java.util.List;

/**
 * Body of {@code POST /lab/work/{id}/answer}.
 *
 * @param claim the number the question was claimed with
 * @param things what is on the host, for an inventory; at most 10 000
 * @param files names of snapshot files, for the question after them; at most 10 000
 * @param images what is known of images, for the question after them; each list at most 10 000
 * @param machine how the machine is, for a look at it
 * @param uses what the machines of the vpod have counted, for the question after that; at most 32
 * @param trouble why the host cannot be asked, in one sentence; null if it could
 */
public record AnswerWorkJson(
        long claim,
        List<ThingJson> things,
        List<String> files,
        ImageStock images,
        MachineSeenJson machine,
        List<MachineUse> uses,
        String trouble) {}
