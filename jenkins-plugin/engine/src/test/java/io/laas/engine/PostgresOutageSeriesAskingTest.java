package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresOutageSeriesAskingTest extends OutageSeriesAskingContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
