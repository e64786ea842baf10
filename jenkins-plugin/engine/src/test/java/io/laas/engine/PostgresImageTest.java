package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresImageTest extends ImageContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
