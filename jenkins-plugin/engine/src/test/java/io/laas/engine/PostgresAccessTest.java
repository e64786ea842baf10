package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresAccessTest extends AccessContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
