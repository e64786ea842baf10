package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresSnapshotTest extends SnapshotContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
