package io.laas.engine;

class H2MemoryIdleGroupTest extends IdleGroupContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
