package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresIdleGroupTest extends IdleGroupContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
