package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresShorteningTest extends ShorteningContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
