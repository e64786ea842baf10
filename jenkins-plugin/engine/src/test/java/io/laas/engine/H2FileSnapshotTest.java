package io.laas.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileSnapshotTest extends SnapshotContract {
    @TempDir
    private Path directory;

    @Override
    EngineSettings settings() {
        return EngineSettings.inDirectory(directory.resolve("data")).withPoolSize(20);
    }
}
