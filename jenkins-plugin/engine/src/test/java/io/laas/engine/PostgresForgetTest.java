package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresForgetTest extends ForgetContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
