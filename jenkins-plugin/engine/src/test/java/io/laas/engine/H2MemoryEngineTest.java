package io.laas.engine;

class H2MemoryEngineTest extends EngineContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
