package io.laas.chat.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.command.Commands;
import io.laas.chat.command.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    private final LineParser parser = new LineParser(Commands.all(new Server(c -> null, InstantSource.system())));

    private Map<String, List<String>> args(String line) {
        Parsed parsed = parser.parse(line);
        assertThat(parsed).as(line).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good) parsed).args().values();
    }

    private String wrong(String line) {
        Parsed parsed = parser.parse(line);
        assertThat(parsed).as(line).isInstanceOf(Parsed.Wrong.class);
        Reply reply = ((Parsed.Wrong) parsed).reply();
        assertThat(reply.outcome()).isEqualTo(Outcome.USAGE);
        return reply.text();
    }

    @Test
    void readsTheWholeSentence() {
        assertThat(args("book pharos-virtual for 3d config hello \"nfv tests\" with @bob"))
                .isEqualTo(Map.of(
                        "pod", List.of("pharos-virtual"),
                        "for", List.of("3d"),
                        "config", List.of("hello"),
                        "purpose", List.of("nfv tests"),
                        "with", List.of("bob")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/laas book demo for 3 days with @bob, @carol and @dan --no-wait",
                "laas BOOK demo --no-wait for 3 days with @bob @carol,@dan",
                "boo demo with @bob with @carol with dan for \"3 days\" --no-wait",
                "book demo --for=\"3 days\" --with=bob --with=carol --with=dan --no-w"
            })
    void readsTheSameFromManyForms(String line) {
        assertThat(args(line))
                .isEqualTo(Map.of(
                        "pod", List.of("demo"),
                        "for", List.of("3 days"),
                        "with", List.of("bob", "carol", "dan"),
                        "no-wait", List.of("true")));
    }

    @Test
    void takesTimesOfSeveralWordsAndLeavesTheRest() {
        assertThat(args("book demo from tomorrow noon until next friday 18:00 lab lab1 \"x\""))
                .containsEntry("from", List.of("tomorrow noon"))
                .containsEntry("until", List.of("next friday 18:00"))
                .containsEntry("lab", List.of("lab1"))
                .containsEntry("purpose", List.of("x"));
        assertThat(args("book demo for 3 days nfv"))
                .containsEntry("for", List.of("3 days"))
                .containsEntry("purpose", List.of("nfv"));
    }

    @Test
    void takesAReasonToTheEndOfTheLine() {
        assertThat(args("outage lab1 from fri 18:00 to sat 8:00 --yes reason swap of disks to new shelf"))
                .isEqualTo(Map.of(
                        "lab", List.of("lab1"),
                        "from", List.of("fri 18:00"),
                        "to", List.of("sat 8:00"),
                        "yes", List.of("true"),
                        "reason", List.of("swap of disks to new shelf")));
    }

    @Test
    void takesQuotedWordsAsTheyAre() {
        assertThat(args("book demo \"for\"")).containsEntry("purpose", List.of("for"));
        assertThat(args("book demo \"--yes\"")).containsEntry("purpose", List.of("--yes"));
    }

    @Test
    void neverReadsAFileNamedInALine(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("secret"), "top-secret");
        assertThat(args("book @" + file)).isEqualTo(Map.of("pod", List.of("@" + file)));
        assertThat(args("keys add @" + file)).containsEntry("key", List.of("@" + file));
    }

    @Test
    void doesNotInterpolateWhatItReads() {
        assertThat(args("book ${sys:user.home}")).isEqualTo(Map.of("pod", List.of("${sys:user.home}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bok demo for 3d               | Did you mean: book demo for 3d
            stauts                        | Did you mean: status
            book                          | 'book' needs pod
            book demo unitl friday        | Did you mean: book demo until friday
            book demo fro 3 days          | Did you mean: book demo for 3 days
            book demo --no-wiat           | Did you mean: book demo --no-wait
            book demo nfv tests           | Did you mean: book demo "nfv tests"
            book demo for                 | After 'for' its value is missing
            book demo for 3d for 2d       | 'for' was given more than once
            list mien                     | Did you mean: list mine
            re                            | 're' could be any of
            xyzzy                         | There is no command 'xyzzy'
            """)
    void answersWrongLinesWithTheNearestRightOne(String line, String expected) {
        assertThat(wrong(line)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"book", "book demo --foo", "keys steal x", "extend b-1 by"})
    void showsFormAndExampleWithEachWrongLine(String line) {
        assertThat(wrong(line)).contains("Form: ").contains("Example: ");
    }

    @Test
    void refusesVeryLongLines() {
        assertThat(wrong("book " + "x".repeat(5000))).contains("too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/laas"})
    void takesNothingForHelp(String line) {
        assertThat(((Parsed.Good) parser.parse(line)).command().model().name()).isEqualTo("help");
    }

    @Test
    void neverFailsOnRubbish() {
        java.util.Random random = new java.util.Random(7);
        String alphabet = "book for until with @ --=\"\u201d\u2014\u00a03d b-1 ,";
        for (int i = 0; i < 3000; i++) {
            StringBuilder line = new StringBuilder(i % 2 == 0 ? "book " : "outage ");
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(c -> line.append(alphabet.charAt(c)));
            assertThat(parser.parse(line.toString())).isNotNull();
        }
    }
}
