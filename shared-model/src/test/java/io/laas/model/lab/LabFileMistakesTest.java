package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake at a time in a good file leads to the expected problems and no others. The mistakes stand in {@code mistakes.txt}:
 * the good text after {@code -}, the bad one after {@code +}, each expected sentence after {@code =}.
 */
class LabFileMistakesTest {
    private static final String GOOD = LabFixtures.text("small.yaml");

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrongOnTheRightLine(Mistake mistake) {
        assertThat(GOOD).contains(mistake.good);
        assertThat(LabFixtures.problems(GOOD.replaceFirst(
                        java.util.regex.Pattern.quote(mistake.good),
                        java.util.regex.Matcher.quoteReplacement(mistake.bad))))
                .containsExactlyElementsOf(mistake.expected);
    }

    static Stream<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (String block : LabFixtures.text("mistakes.txt").split("\n\n+")) {
            List<String> lines = block.lines().filter(l -> !l.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                mistakes.add(new Mistake(
                        only(lines, "- ").get(0).replace("\\n", "\n"),
                        only(lines, "+ ").get(0).replace("\\n", "\n").replace("\\t", "\t"),
                        only(lines, "= ").stream().map(l -> "lab.yaml " + l).toList()));
            }
        }
        return mistakes.stream();
    }

    private static List<String> only(List<String> lines, String prefix) {
        return lines.stream()
                .filter(l -> l.startsWith(prefix))
                .map(l -> l.substring(prefix.length()))
                .toList();
    }

    record Mistake(String good, String bad, List<String> expected) {
        @Override
        public String toString() {
            return bad.strip();
        }
    }
}
