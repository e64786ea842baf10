package io.laas.engine;

class H2MemoryShorteningTest extends ShorteningContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
