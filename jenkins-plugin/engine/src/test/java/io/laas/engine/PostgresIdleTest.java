package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresIdleTest extends IdleContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
