package io.laas.web.json;

import io.laas.engine.snapshot.NewSnapshot;
import io.laas.engine.snapshot.Snapshot;
import io.laas.model.OperationId;
import io.laas.model.lab.StoredFile;
import io.laas.model.wire.NewSnapshotJson;
import io.laas.model.wire.SnapshotImageJson;
import io.laas.model.wire.SnapshotJson;

/** Snapshots, between wire format and model. */
public final class SnapshotWire {
    private SnapshotWire() {}

    public static NewSnapshot wanted(NewSnapshotJson json) {
        return new NewSnapshot(
                Fields.required("name", json.name(), text -> text),
                Fields.optional(json.machine(), text -> text),
                json.powerOff(),
                DesignWire.sharing(json.sharing(), json.project()));
    }

    public static SnapshotJson json(Snapshot s) {
        return new SnapshotJson(
                s.name(),
                s.lab().value(),
                s.owner().value(),
                s.sharing().audience().name(),
                s.sharing().project().orElse(null),
                s.state().name(),
                s.host().value(),
                s.booking().toString(),
                s.operation().map(OperationId::toString).orElse(null),
                s.at(),
                s.bytes(),
                s.reason().orElse(null),
                s.disks().stream().map(SnapshotWire::image).toList());
    }

    private static SnapshotImageJson image(Snapshot.Disk disk) {
        return new SnapshotImageJson(
                disk.name().value(),
                disk.machine(),
                disk.image().sha256().orElse(null),
                disk.image().stored().map(StoredFile::diskGiB).orElse(0),
                disk.image().os(),
                disk.image().user());
    }
}
