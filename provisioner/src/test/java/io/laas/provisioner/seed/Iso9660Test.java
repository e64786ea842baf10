package io.laas.provisioner.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Iso9660Test {
    private static final Map<String, byte[]> FILES = Map.of(
            "meta-data", text("instance-id: a\n"),
            "user-data", text("#cloud-config\n" + "x".repeat(5000)),
            "network-config", text(""));

    @TempDir
    private Path dir;

    @Test
    void sameContentGivesSameBytes() {
        assertThat(Iso9660.image("cidata", FILES)).isEqualTo(Iso9660.image("cidata", new TreeMap<>(FILES)));
    }

    @Test
    void refusesNamesThatWouldBecomeOne() {
        assertThatThrownBy(() -> Iso9660.image("cidata", Map.of("user-data1", text(""), "user-data2", text(""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user-data");
    }

    @Test
    void carriesTheLabelAndLongNames() {
        String bytes = new String(Iso9660.image("cidata", FILES), StandardCharsets.ISO_8859_1);
        assertThat(bytes.substring(16 * 2048 + 40, 16 * 2048 + 72)).isEqualTo("cidata" + " ".repeat(26));
        assertThat(bytes).contains("meta-data", "user-data", "network-config", "META_DAT.;1");
        assertThat(bytes.length() % 2048).isZero();
    }

    @Test
    void isLongEnoughForReadersThatLookForOtherFileSystemsFirst() {
        assertThat(Iso9660.image("cidata", FILES).length).isGreaterThanOrEqualTo(0x11000);
    }

    @Test
    void isoinfoReadsEveryFileByItsLongName() throws Exception {
        Path image = Files.write(dir.resolve("seed.iso"), Iso9660.image("cidata", FILES));
        assumeTrue(runs("isoinfo", "-version"), "isoinfo (package genisoimage) is not installed");
        assertThat(output("isoinfo", "-d", "-i", image.toString()))
                .contains("Volume id: cidata", "Rock Ridge signatures version 1 found");
        assertThat(output("isoinfo", "-f", "-R", "-i", image.toString()).lines())
                .containsExactlyInAnyOrder("/meta-data", "/network-config", "/user-data");
        for (var file : FILES.entrySet()) {
            assertThat(output("isoinfo", "-R", "-i", image.toString(), "-x", "/" + file.getKey()))
                    .isEqualTo(new String(file.getValue(), StandardCharsets.UTF_8));
        }
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            output(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return text;
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
