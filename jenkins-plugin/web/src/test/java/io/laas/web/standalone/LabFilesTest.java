package io.laas.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laas.engine.port.LabText;
import io.laas.model.LabId;
import io.laas.model.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFilesTest {
    private static final LabId TEST = new LabId("test");

    private final List<List<Lab>> used = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path file;
    private String text;
    private LabFiles files;

    @BeforeEach
    void writesTheFile() throws IOException {
        file = directory.resolve("lab.yaml");
        try (InputStream in = io.laas.web.contract.Site.class.getResourceAsStream("test-lab.yaml")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.writeString(file, text);
        files = new LabFiles(List.of(StandaloneSite.lab()), Map.of(TEST, file), used::add);
    }

    private String other() {
        return text.replace("title: Test lab", "title: Another title");
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsModeAndLeavesNothingBeside() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(files.replace(TEST, text, other())).isTrue();

        assertThat(Files.readString(file)).isEqualTo(other());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(names()).containsExactly("lab.yaml");
        assertThat(used)
                .singleElement()
                .satisfies(labs -> assertThat(labs)
                        .singleElement()
                        .satisfies(lab -> assertThat(lab.title()).isEqualTo("Another title")));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("kept")).resolve("real.yaml");
        Files.move(file, real);
        Files.createSymbolicLink(file, real);

        assertThat(files.replace(TEST, text, other())).isTrue();

        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(Files.readString(real)).isEqualTo(other());
    }

    @Test
    void whatSomebodyWroteMeanwhileIsNotReplaced() throws IOException {
        Files.writeString(file, text + "# by hand\n");

        assertThat(files.replace(TEST, text, other())).isFalse();

        assertThat(Files.readString(file)).endsWith("# by hand\n");
        assertThat(files.find(TEST).map(LabText::text)).contains(text + "# by hand\n");
        assertThat(used).isEmpty();
    }

    @Test
    void whatDoesNotTakeEffectIsNotKept() throws IOException {
        List<String> titles = new ArrayList<>();
        LabFiles refusing = new LabFiles(List.of(StandaloneSite.lab()), Map.of(TEST, file), labs -> {
            titles.add(labs.get(0).title());
            if (titles.size() == 1) {
                throw new IllegalStateException("the database is gone");
            }
        });

        assertThatThrownBy(() -> refusing.replace(TEST, text, other())).hasMessage("the database is gone");

        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(names()).containsExactly("lab.yaml");
        assertThat(titles).containsExactly("Another title", "Test lab");
    }

    @Test
    void whatTheReaderDoesNotTakeIsNotKept() throws IOException {
        assertThatThrownBy(() -> files.replace(TEST, text, "lab: {name: test}")).isInstanceOf(IOException.class);

        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(used).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsSaidSo() throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> files.find(TEST)).hasMessage("lab.yaml is gone; put it back");
    }

    @Test
    void whatTheServerMayNotWriteIsFixed() throws IOException {
        LabFiles foreign = new LabFiles(
                List.of(StandaloneSite.lab()),
                Map.of(TEST, file),
                used::add,
                path -> !path.getFileName().equals(file.getFileName()));
        LabFiles inForeign = new LabFiles(
                List.of(StandaloneSite.lab()),
                Map.of(TEST, file),
                used::add,
                path -> path.getFileName().equals(file.getFileName()));

        assertThat(foreign.find(TEST).flatMap(LabText::fixed).orElseThrow())
                .startsWith("The server may not write lab.yaml.");
        assertThat(inForeign.find(TEST).flatMap(LabText::fixed).orElseThrow())
                .startsWith("The server may not write in the directory of lab.yaml");
        assertThat(files.find(TEST).flatMap(LabText::fixed)).isEqualTo(Optional.empty());
    }

    @Test
    void aLabWithoutAFileIsNotKeptHere() throws IOException {
        assertThat(files.find(new LabId("other"))).isEmpty();
    }
}
