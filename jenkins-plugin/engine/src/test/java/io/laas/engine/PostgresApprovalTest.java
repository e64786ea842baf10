package io.laas.engine;

import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresApprovalTest extends ApprovalContract {
    @Override
    EngineSettings settings() {
        return Postgres.newSchema();
    }
}
