package io.laas.chat.client;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.laas.model.wire.LeakReportJson;
import io.laas.model.wire.RemoteLabJson;
import java.time.Duration;
import java.util.List;

/** What those who manage labs ask of the API beside the day's work. Thread-safe; blocking; failures are values. */
public final class UpkeepClient {
    /** All hosts are asked, one after the other, and a worker elsewhere may take half a minute to answer for one of its own. */
    private static final Duration HOSTS = Duration.ofMinutes(2);

    private static final TypeFactory TYPES = TypeFactory.defaultInstance();
    private static final JavaType REPORT = TYPES.constructType(LeakReportJson.class);

    private final Transport transport;

    UpkeepClient(Transport transport) {
        this.transport = transport;
    }

    /** Tells how the hosts differ from the store; they are asked now, two minutes at most. */
    public ApiResult<LeakReportJson> leaks() {
        return transport.hold("/leaks", HOSTS, REPORT);
    }

    /** Removes from all hosts what is ours, unknown and old enough, and tells what is left; takes as long as {@link #leaks}. */
    public ApiResult<LeakReportJson> repairLeaks() {
        return transport.holdPost("/leaks/repair", HOSTS, REPORT);
    }

    /** Lists the labs that a worker elsewhere serves. */
    public ApiResult<List<RemoteLabJson>> labsElsewhere() {
        return transport.get("/remote-labs", TYPES.constructCollectionType(List.class, RemoteLabJson.class));
    }
}
