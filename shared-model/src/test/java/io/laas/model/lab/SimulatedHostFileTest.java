package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.lab.LabFileResult.Good;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets a simulated host by accident: the file has to say it twice, and for the whole lab. */
class SimulatedHostFileTest {
    private static String lab(String uri, String accel) {
        return LabFixtures.text("small.yaml")
                .replace("uri: 'qemu:///system', accel: tcg", "uri: '%s', accel: %s".formatted(uri, accel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test:///default", "test:///etc/laas/host.xml"})
    void hostIsSimulatedWhereBothKeysSaySo(String uri) {
        Host host =
                ((Good) LabFixtures.parse(lab(uri, "simulated"))).lab().hosts().get(0);
        assertThat(host.simulated()).isTrue();
        assertThat(host.simulationNotice())
                .hasValueSatisfying(n -> assertThat(n).contains("host h1 is SIMULATED", "no machine is ever started"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "kvm", "tcg"})
    void uriOfTheTestDriverAloneIsRefused(String accel) {
        assertThat(LabFixtures.problems(lab("test:///default", accel)))
                .singleElement()
                .asString()
                .contains("line 3", "hosts[0].uri", "no machine runs", "add accel: simulated");
    }

    @Test
    void uriOfTheTestDriverIsRefusedWhereAccelIsLeftOut() {
        String text = lab("test:///default", "simulated").replace("accel: simulated, ", "");
        assertThat(LabFixtures.problems(text)).singleElement().asString().contains("add accel: simulated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qemu:///system", "qemu+ssh://lab@h1/system", "xen:///system"})
    void realHostCannotBeCalledSimulated(String uri) {
        assertThat(LabFixtures.problems(lab(uri, "simulated")))
                .singleElement()
                .asString()
                .contains("hosts[0].accel", "only test:///default can be simulated");
    }

    @ParameterizedTest
    @CsvSource({
        "test+ssh://lab@h1/default, simulated",
        "test+tcp://h1/default, auto",
        "test+unix:///default, simulated",
        "test://h1/default, simulated"
    })
    void testDriverOfAnotherProcessIsRefused(String uri, String accel) {
        assertThat(LabFixtures.problems(lab(uri, accel)))
                .singleElement()
                .asString()
                .contains("hosts[0].uri", "must be test:///default");
    }

    @Test
    void labIsEitherRealOrSimulated() {
        String text = LabFixtures.text("small.yaml").replace("images:\n  - name", """
                          - {name: h2, uri: 'test:///default', accel: simulated, cores: 8, memory: 16G, disk: 1T, storage: /srv/laas, addresses: 10.81.0.0/20}
                        images:
                          - name""");
        assertThat(LabFixtures.problems(text))
                .singleElement()
                .asString()
                .contains("line 4", "hosts[1] is simulated, but host h1 is real");
    }

    @Test
    void realHostHasNothingToNotice() {
        Host host = ((Good) LabFixtures.parse(LabFixtures.text("small.yaml")))
                .lab()
                .hosts()
                .get(0);
        assertThat(host.simulated()).isFalse();
        assertThat(host.simulationNotice()).isEmpty();
    }
}
