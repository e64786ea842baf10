package io.laas.engine;

class H2MemoryOutageSeriesAskingTest extends OutageSeriesAskingContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
