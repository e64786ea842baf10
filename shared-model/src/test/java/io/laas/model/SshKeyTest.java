package io.laas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshKeyTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPy723oo6Etfggw2FmxS18+u2W2vD/C0u3g5i7vaqK2X alice@laptop";
    private static final String ECDSA =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBMZyTaN9BeUvAlTcWUVZ+9BMa2Kq0+s2/vWycr3VosP50Qmi/n/kQzZpSnHRSbfbUlgx8t7QOmJ9AsMI8+zT0g8="
                    + " alice@laptop";

    @Test
    void takesTheLineOfAPublicKeyFile() {
        assertThat(new SshKey(KEY + "\n").line()).isEqualTo(KEY);
        assertThat(new SshKey(ECDSA).line()).isEqualTo(ECDSA);
        assertThat(new SshKey(KEY.substring(0, KEY.lastIndexOf(' '))).line()).doesNotContain("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 not-base64!",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "ssh-dss AAAAB3NzaC1kc3MAAACB",
                "command=\"/bin/sh\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA"
            })
    void refusesWhatIsNoPublicKey(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SshKey(line))
                .withMessageStartingWith("ssh key must be one line of a public key");
    }

    @Test
    void refusesAKeyThatClaimsAnotherType() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SshKey(KEY.replace("ssh-ed25519", "ssh-rsa")));
    }

    @Test
    void refusesSeveralLinesAndQuotes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SshKey(KEY + "\n" + KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> new SshKey(KEY + " \"; rm -rf /"));
    }

    @Test
    void doesNotShowAPrivateKeyInItsMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SshKey("-----BEGIN OPENSSH PRIVATE KEY----- c2VjcmV0"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c2VjcmV0"));
    }
}
