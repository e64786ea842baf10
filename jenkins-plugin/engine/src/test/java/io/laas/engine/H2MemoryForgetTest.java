package io.laas.engine;

class H2MemoryForgetTest extends ForgetContract {
    @Override
    EngineSettings settings() {
        return Bench.inMemory();
    }
}
