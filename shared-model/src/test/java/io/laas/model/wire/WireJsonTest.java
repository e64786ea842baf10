package io.laas.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.laas.model.pod.Pods;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireJsonTest {
    private final JsonMapper strict = WireJson.strict();
    private final JsonMapper lenient = WireJson.lenient();

    static Stream<Class<?>> records() {
        return WireRecords.all().stream();
    }

    @Test
    void knowsAllRecordsOfTheWire() {
        assertThat(WireRecords.all()).hasSizeGreaterThan(25).contains(BookingJson.class, ErrorJson.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordReadsBackAsItWasWritten(Class<?> type) throws JsonProcessingException {
        Random random = new Random(type.getSimpleName().hashCode());
        for (int i = 0; i < 50; i++) {
            Object value = WireRecords.random(type, random);
            String json = strict.writeValueAsString(value);
            assertThat(strict.readValue(json, type)).isEqualTo(value);
            assertThat(lenient.readValue(json, type)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void serversRefuseFieldsTheyDoNotKnowAndClientsIgnoreThem(Class<?> type) throws JsonProcessingException {
        String json = "{\"fieldOfTheFuture\": 1}";
        assertThatThrownBy(() -> strict.readValue(json, type)).isInstanceOf(UnrecognizedPropertyException.class);
        assertThat(lenient.readValue(json, type)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("records")
    void nothingIsWrittenForWhatIsAbsent(Class<?> type) throws JsonProcessingException {
        Object empty = lenient.readValue("{}", type);
        assertThat(strict.writeValueAsString(empty)).doesNotContain("null");
    }

    @Test
    void serversRefuseTextAfterTheBody() {
        assertThatThrownBy(() -> strict.readValue("{\"reason\": \"x\"} {}", ReasonJson.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void pagesKeepTheTypeOfTheirItems() throws JsonProcessingException {
        PageJson<KeyJson> page = new PageJson<>(List.of(new KeyJson("1", "k")), "7");
        String json = strict.writeValueAsString(page);
        assertThat(json).isEqualTo("{\"items\":[{\"id\":\"1\",\"key\":\"k\"}],\"next\":\"7\"}");
        assertThat(strict.readValue(json, new TypeReference<PageJson<KeyJson>>() {}))
                .isEqualTo(page);
    }

    @Test
    void instantsAreIso8601InUtc() throws JsonProcessingException {
        InfoJson info = new InfoJson("0.1", "c", Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(strict.writeValueAsString(info))
                .isEqualTo("{\"version\":\"0.1\",\"controller\":\"c\",\"time\":\"2026-03-01T12:00:00Z\"}");
        assertThat(strict.readValue("{\"time\": \"2026-03-01T13:00:00+01:00\"}", InfoJson.class)
                        .time())
                .isEqualTo(info.time());
    }

    @Test
    void podsTravelWithNetworksAndMachines() throws JsonProcessingException {
        String json = strict.writeValueAsString(
                new PodJson("main", Pods.pharos(), Pods.pharos().demand(), true, false, null));
        assertThat(json)
                .contains(
                        "\"networks\":[{\"name\":\"admin\",\"kind\":\"BRIDGE\",\"addressing\":\"DHCP\",\"uplink\":\"NONE\"}")
                .contains("\"demand\":{\"cores\":24,\"memoryMiB\":49152,\"diskGiB\":600}")
                .contains(
                        "{\"name\":\"jump\",\"role\":\"JUMPHOST\",\"cores\":4,\"memoryMiB\":8192,\"diskGiB\":100,\"nics\":[")
                .doesNotContain("jumpHost", "hostAddressed");
    }

    @Test
    void aBookingRequestNeedsOnlyThePod() throws JsonProcessingException {
        NewBookingJson request = strict.readValue("{\"pod\": \"pharos-virtual\"}", NewBookingJson.class);
        assertThat(request.pod()).isEqualTo("pharos-virtual");
        assertThat(request.length()).isNull();
        assertThat(request.mayWait()).isFalse();
    }

    @Test
    void errorsCarryDetailsByName() throws JsonProcessingException {
        ErrorJson error = new ErrorJson("POD_TAKEN", "Taken.", Map.of("nextFree", "2026-03-01T12:00:00Z"));
        assertThat(strict.writeValueAsString(error))
                .isEqualTo(
                        "{\"code\":\"POD_TAKEN\",\"message\":\"Taken.\",\"details\":{\"nextFree\":\"2026-03-01T12:00:00Z\"}}");
    }
}
