package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresDesignTest extends DesignContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
