package io.laas.engine;

class H2MemoryImageTest extends ImageContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
