package io.laas.engine;

class H2MemoryGroupTest extends GroupContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
