package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresOutageSeriesTest extends OutageSeriesContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
