package io.laas.provisioner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControllerAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lab.example.org/",
                "https://10.0.0.1:8443",
                "http://127.0.0.1:8920/",
                "http://localhost:8920",
                "http://[::1]:8920"
            })
    void takesWhatNobodyCanListenTo(String address) {
        assertThat(new ControllerAddress(URI.create(address), "secret", false)
                        .api("/lab/claim")
                        .getPath())
                .isEqualTo("/api/v1/lab/claim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lab.example.org/",
                "http://10.0.0.1:8920",
                "http://127.0.0.1.example.org/",
                "http://[2001:db8::1]/"
            })
    void refusesPlainHttpToAnotherMachineUnlessItIsWanted(String address) {
        URI url = URI.create(address);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ControllerAddress(url, "secret", false))
                .withMessageContaining("--insecure-http")
                .withMessageNotContaining("secret");
        assertThat(new ControllerAddress(url, "secret", true)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://lab.example.org/, t, must be like",
        "lab.example.org, t, must be like",
        "https://me:pw@lab.example.org/, t, must not hold a user",
        "https://lab.example.org/, 'two words', one line",
        "https://lab.example.org/, '', one line"
    })
    void refusesWhatCannotBe(String address, String token, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ControllerAddress(URI.create(address), token, false))
                .withMessageContaining(why);
    }

    @Test
    void aTokenWithAUserIsThatOfAJenkinsUser() {
        URI url = URI.create("https://jenkins.example.org/laas/");

        assertThat(new ControllerAddress(url, "far:11aa", false).authorization())
                .isEqualTo("Basic ZmFyOjExYWE=");
        assertThat(new ControllerAddress(url, "laas_1.x", false).authorization())
                .isEqualTo("Bearer laas_1.x");
        assertThat(new ControllerAddress(url, "laas_1.x", false).api("/lab/claim"))
                .hasToString("https://jenkins.example.org/laas/api/v1/lab/claim");
    }
}
