package io.laas.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.booking.RefusalCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorMapperTest {
    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void everyRefusalHasAStatusOfItsClient(RefusalCode code) {
        assertThat(Refusals.status(code)).isBetween(400, 499);
    }

    @Test
    void takenAndBusyAreConflicts() {
        assertThat(Refusals.status(RefusalCode.POD_TAKEN)).isEqualTo(409);
        assertThat(Refusals.status(RefusalCode.BUSY)).isEqualTo(409);
    }
}
