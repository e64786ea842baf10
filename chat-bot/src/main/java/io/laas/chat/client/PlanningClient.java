package io.laas.chat.client;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.laas.model.wire.DraftJson;
import io.laas.model.wire.ImportPodJson;
import io.laas.model.wire.ImportedPodJson;
import java.util.List;
import java.util.Optional;

/** What somebody makes ready before booking. Thread-safe; blocking; failures are values. */
public final class PlanningClient {
    private static final TypeFactory TYPES = TypeFactory.defaultInstance();

    private final Transport transport;

    PlanningClient(Transport transport) {
        this.transport = transport;
    }

    /** Lists the caller's drafts of bookings, the latest changed first. */
    public ApiResult<List<DraftJson>> drafts() {
        return transport.get("/drafts", TYPES.constructCollectionType(List.class, DraftJson.class));
    }

    /** Returns one of the caller's drafts. */
    public ApiResult<DraftJson> draft(String id) {
        return transport.get("/drafts/" + Query.encode(id), TYPES.constructType(DraftJson.class));
    }

    /** Deletes one of the caller's drafts; what was booked by it stays. */
    public ApiResult<DraftJson> deleteDraft(String id) {
        String path = "/drafts/" + Query.encode(id) + "/delete";
        return transport.post(path, null, Optional.empty(), TYPES.constructType(DraftJson.class));
    }

    /** Makes a pod of a PDF. */
    public ApiResult<ImportedPodJson> importPod(ImportPodJson files) {
        return transport.post("/pods/import", files, Optional.empty(), TYPES.constructType(ImportedPodJson.class));
    }
}
