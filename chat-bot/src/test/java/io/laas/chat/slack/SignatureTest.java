package io.laas.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    /** The example of Slack's documentation, "Verifying requests from Slack". */
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final long SIGNED = 1531420618;
    private static final byte[] BODY = ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                    + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                    + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
                    + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                    + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
            .getBytes(StandardCharsets.UTF_8);
    private static final String GOOD = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private final Signature signature = new Signature(SECRET);

    private boolean good(String timestamp, String given, long secondsLater) {
        return signature.good(timestamp, given, BODY, Instant.ofEpochSecond(SIGNED + secondsLater));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "301, false", "-300, true", "-301, false", "86400, false"})
    void isGoodForFiveMinutesToEitherSide(long secondsLater, boolean good) {
        assertThat(good(String.valueOf(SIGNED), GOOD, secondsLater)).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v0=", "v0=a2114d57", "V0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503"})
    void isGoodAsAWholeOnly(String given) {
        assertThat(good(String.valueOf(SIGNED), given, 0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1531420618", "1531420618 ", "1531420618000000000"})
    void timeMustBeOne(String timestamp) {
        assertThat(good(timestamp, signature.of(timestamp, BODY), 0)).isFalse();
    }

    @Test
    void nothingIsNotGood() {
        assertThat(good(null, GOOD, 0)).isFalse();
        assertThat(good(String.valueOf(SIGNED), null, 0)).isFalse();
    }
}
