package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresStatisticsTest extends StatisticsContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
