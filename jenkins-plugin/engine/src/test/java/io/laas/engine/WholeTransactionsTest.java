package io.laas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process writes from several threads at once and is killed again and again. Whenever that is, its file holds whole transactions
 * only, and everything it said it had done.
 *
 * <p>Without the exclusion of transactions and writes in {@code Store}, 10 of 224 looks found half a transaction: too seldom for the
 * few kills there is time for. So each process is looked at many times before its kill: it is frozen, and its file is then what a
 * kill at that moment would leave.
 */
@EnabledOnOs(OS.LINUX)
class WholeTransactionsTest {
    private static final int KILLS = 5;
    private static final int LOOKS = 30;
    private static final int MOST_STEPS = 12;

    @TempDir
    private Path directory;

    private final Random random = new Random(8);
    private final Map<String, String> told = new HashMap<>();

    @Test
    void aKillLeavesWholeTransactionsOnly() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ManyWriters writers = new ManyWriters(directory)) {
                for (int look = 1; look <= LOOKS; look++) {
                    hear(writers);
                    writers.freeze();
                    assertWhole("look %d before kill %d".formatted(look, kill));
                    writers.thaw();
                }
                hear(writers);
                writers.kill();
            }
            assertWhole("kill " + kill);
        }
    }

    private void hear(ManyWriters writers) throws Exception {
        for (int i = 1 + random.nextInt(MOST_STEPS); i > 0; i--) {
            String[] words = writers.next().split(" ");
            told.merge(words[0], words[1], (a, b) -> a.equals("CANCELLED") ? a : b);
        }
    }

    /** Looks at a copy, because opening the file would already mend it. */
    private void assertWhole(String when) throws Exception {
        Path copy = directory.resolve("copy.mv.db");
        Files.copy(directory.resolve("laas.mv.db"), copy, StandardCopyOption.REPLACE_EXISTING);
        try (StoredFacts facts = new StoredFacts(directory.resolve("copy"))) {
            assertThat(facts.halves()).as("halves of transactions at %s", when).isEmpty();
            assertThat(facts.forgotten(told)).as("forgotten at %s", when).isEmpty();
        }
    }
}
