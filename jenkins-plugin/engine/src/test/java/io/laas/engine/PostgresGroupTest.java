package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresGroupTest extends GroupContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
