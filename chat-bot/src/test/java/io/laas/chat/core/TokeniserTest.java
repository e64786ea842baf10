package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokeniserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "book demo \"nfv tests\" --yes",
                "book\u00a0demo \u201cnfv tests\u201d \u2014yes",
                "  book\tdemo\u2003\u201enfv tests\u201c --yes ",
                "book demo \"nfv tests\" \u2013yes"
            })
    void readsWhatPhonesMakeOfALine(String line) {
        assertThat(Tokeniser.tokens(line).stream().map(Token::text))
                .containsExactly("book", "demo", "nfv tests", "--yes");
    }

    @Test
    void keepsApostrophesAndInnerDashes() {
        assertThat(Tokeniser.tokens("bob's pharos-virtual \"a \u2014 b\"").stream()
                        .map(Token::text))
                .containsExactly("bob's", "pharos-virtual", "a \u2014 b");
    }

    @Test
    void readsAnOpenQuoteToTheEnd() {
        assertThat(Tokeniser.tokens("book \"nfv tests").get(1)).isEqualTo(new Token("nfv tests", true));
    }

    @Test
    void keepsAnEmptyQuotedWord() {
        assertThat(Tokeniser.tokens("a \"\"")).containsExactly(new Token("a", false), new Token("", true));
    }

    @Test
    void doesNotTakeAQuotedWordForAnOption() {
        assertThat(Tokeniser.tokens("\"--yes\"").get(0).isOption()).isFalse();
        assertThat(Tokeniser.tokens("-----BEGIN").get(0).isOption()).isFalse();
        assertThat(Tokeniser.tokens("--reason=\"disk swap\"").get(0)).isEqualTo(new Token("--reason=disk swap", false));
    }

    @Test
    void readsBackWhatItQuotes() {
        assertThat(Tokeniser.tokens(Words.quoted("a \"b\" c"))).containsExactly(new Token("a 'b' c", true));
    }
}
