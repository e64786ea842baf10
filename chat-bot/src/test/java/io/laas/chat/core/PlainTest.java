package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[31mb\u001b[0m",
                "a\u001b[2J\u001b[1;1Hb",
                "a\u001b]0;owned\u0007b",
                "a\u001b]8;;http://evil\u001b\\b",
                "a\u001bP+q544e\u001b\\b",
                "a\u009b31mb",
                "a\u009d0;owned\u009cb",
                "a\u001bcb",
                "a\u0000\u0007\u0008\u007fb",
                "a\u202eb",
                "a\u200b\ufeffb",
                "a\r\u001b[Kb",
                "a\u001b",
            })
    void leavesNothingThatActsOnATerminal(String hostile) {
        assertThat(Plain.lines(hostile)).isIn("ab", "a");
        assertThat(Plain.line(hostile).chars()).noneMatch(c -> c < 32 || c >= 0x7f && c < 0xa0);
    }

    @Test
    void keepsTextOfAllLanguages() {
        assertThat(Plain.lines("Größe 你好 عربي 😀\nzwei")).isEqualTo("Größe 你好 عربي 😀\nzwei");
    }

    @Test
    void putsTextOnOneLine() {
        assertThat(Plain.line("a\r\nb\tc\n")).isEqualTo("a b c");
        assertThat(Plain.line(null)).isEmpty();
    }

    @Test
    void cutsHalfEscapesToo() {
        assertThat(Plain.lines("a\u001b[12;")).isEqualTo("a");
        assertThat(Plain.lines("\u001b\u001b[31mx")).isEqualTo("x");
    }
}
