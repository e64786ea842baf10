package io.laas.model.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laas.model.lab.IdlePolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UseMeterTest {
    private static final IdlePolicy POLICY = new IdlePolicy(Duration.ofHours(1), Duration.ofMinutes(30), 25, 1000);
    private static final MachineUse QUIET = new MachineUse("node", true, 5_000, 7_000, 0);

    private static Optional<String> sign(MachineUse before, MachineUse after) {
        PodUse other = new PodUse(List.of(QUIET, before));
        return UseMeter.sign(other, new PodUse(List.of(QUIET, after)), Duration.ofSeconds(100), POLICY);
    }

    private static MachineUse jump(long cpuMillis, long bytes, int logins) {
        return new MachineUse("jump", true, cpuMillis, bytes, logins);
    }

    @Test
    void nothingIsNoUse() {
        assertThat(sign(jump(1, 1, 0), jump(1, 1, 0))).isEmpty();
        assertThat(sign(MachineUse.off("jump"), MachineUse.off("jump"))).isEmpty();
    }

    @Test
    void aLoginIsUse() {
        assertThat(sign(jump(1, 1, 1), jump(1, 1, 1))).contains("somebody is logged in to jump");
        assertThat(sign(jump(1, 1, 1), jump(1, 1, 0))).isEmpty();
    }

    @Test
    void computingIsUseFromTheLimitOn() {
        assertThat(sign(jump(9, 1, 0), jump(9 + 24_999, 1, 0))).isEmpty();
        assertThat(sign(jump(9, 1, 0), jump(9 + 25_000, 1, 0))).contains("jump computes (25 % of a processor)");
    }

    @Test
    void trafficIsUseFromTheLimitOn() {
        assertThat(sign(jump(1, 9, 0), jump(1, 9 + 99_999, 0))).isEmpty();
        assertThat(sign(jump(1, 9, 0), jump(1, 9 + 100_000, 0))).contains("jump has traffic (1000 bytes/s)");
    }

    @Test
    void switchingAndUnknownMachinesAreUse() {
        String switched = "jump was switched on or off";
        assertThat(sign(jump(1, 1, 0), MachineUse.off("jump"))).contains(switched);
        assertThat(sign(MachineUse.off("jump"), jump(1, 1, 0))).contains(switched);
        assertThat(sign(jump(9, 1, 0), jump(8, 1, 0))).contains(switched);
        assertThat(sign(jump(1, 9, 0), jump(1, 8, 0))).contains(switched);
        assertThat(sign(new MachineUse("other", true, 1, 1, 0), jump(1, 1, 0))).contains(switched);
    }

    @Test
    void countsAreBounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> jump(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> jump(0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> jump(0, 0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PodUse(Collections.nCopies(33, QUIET)))
                .withMessageContaining("at most 32 machines");
    }
}
