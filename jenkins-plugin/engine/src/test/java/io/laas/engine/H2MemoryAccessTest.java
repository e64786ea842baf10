package io.laas.engine;

class H2MemoryAccessTest extends AccessContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
