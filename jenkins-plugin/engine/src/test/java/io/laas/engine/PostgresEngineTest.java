package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresEngineTest extends EngineContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
