package io.laas.engine;

class H2MemoryIdleTest extends IdleContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
