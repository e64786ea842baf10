package io.laas.engine;

class H2MemoryApprovalTest extends ApprovalContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
