package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresOnceTest extends OnceContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
