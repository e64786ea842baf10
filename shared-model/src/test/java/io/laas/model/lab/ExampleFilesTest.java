package io.laas.model.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.model.PodId;
import io.laas.model.lab.LabFileResult.Good;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lab files that are handed out are without faults. */
class ExampleFilesTest {
    private static final Path PROJECT = Path.of("..");

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreGood(Path file) {
        assertThat(LabFile.read(file)).isInstanceOf(Good.class);
    }

    static List<Path> examples() throws IOException {
        Path starter = PROJECT.resolve("jenkins-plugin/web/src/main/resources/io/laas/web/standalone/starter-lab.yaml");
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs/examples"))) {
            return Stream.concat(
                            Stream.of(starter), files.filter(f -> f.toString().endsWith(".yaml")))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theExamplePodIsTheOneOfThePharosDesign() {
        Lab lab = ((Good) LabFile.read(PROJECT.resolve("docs/examples/lab.yaml"))).lab();
        Pod pod = lab.pod(new PodId("pharos-virtual")).orElseThrow();
        assertThat(pod.nodes()).hasSize(6).allSatisfy(node -> {
            assertThat(node.cores()).isEqualTo(4);
            assertThat(node.memoryMiB()).isEqualTo(8 * 1024);
            assertThat(node.diskGiB()).isEqualTo(100);
            assertThat(node.nics()).hasSize(4);
        });
        assertThat(lab.vpods()).hasSize(2);
    }

    @Test
    void theDemoLabIsGoodOnceItsWordsAreFilledIn() throws IOException {
        String text = Files.readString(PROJECT.resolve("provisioner/demo/lab.yaml.in"));
        Map<String, String> words = Map.of(
                "@GUEST_DIR@", "/var/cache/laas",
                "@STORAGE@", "/var/lib/laas/demo",
                "@MEMORY_MIB@", "256",
                "@SHA256@", "ab".repeat(32),
                "@CMDLINE@", "console=ttyS0 quiet",
                "@ACCEL@", "auto",
                "@URI@", "qemu:///system");
        for (Map.Entry<String, String> word : words.entrySet()) {
            assertThat(text).contains(word.getKey());
            text = text.replace(word.getKey(), word.getValue());
        }
        assertThat(text).doesNotContainPattern("@[A-Z_0-9]+@");
        Lab lab = ((Good) LabFile.parse(text, "lab.yaml.in", Path.of("/"))).lab();
        assertThat(lab.pod(new PodId("demo")).orElseThrow().demand()).isEqualTo(new Capacity(6, 6 * 256, 600));
    }
}
