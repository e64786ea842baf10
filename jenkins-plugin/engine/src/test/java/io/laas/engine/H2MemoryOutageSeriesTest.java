package io.laas.engine;

class H2MemoryOutageSeriesTest extends OutageSeriesContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
