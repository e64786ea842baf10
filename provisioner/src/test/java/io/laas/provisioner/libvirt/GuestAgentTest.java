package io.laas.provisioner.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of an agent's answers; the agent itself is tried in real machines. */
class GuestAgentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {\"return\":{\"version\":\"7.2\",\"supported_commands\":[{\"enabled\":true,\"name\":\"guest-ping\"},{\"enabled\":true,\"name\":\"guest-exec\"}]}}",
                "false | {\"return\":{\"version\":\"7.2\",\"supported_commands\":[{\"enabled\":true,\"name\":\"guest-ping\"},{\"enabled\":false,\"name\":\"guest-exec\"}]}}",
                "false | {\"return\":{\"version\":\"0.15\",\"supported_commands\":[{\"enabled\":true,\"name\":\"guest-ping\"}]}}",
                "false | {\"return\":{}}",
                "false | {\"return\":[{\"name\":\"guest-exec\",\"enabled\":true}]}",
                "false | no JSON",
            })
    void isOfUseOnlyIfItMayRunPrograms(boolean ofUse, String information) {
        assertThat(GuestAgent.runsPrograms(information)).isEqualTo(ofUse);
    }
}
