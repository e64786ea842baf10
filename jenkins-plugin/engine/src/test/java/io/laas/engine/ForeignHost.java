package io.laas.engine;

import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;

import java.nio.file.Path;

/** What runs in another class loader. */
public final class ForeignHost {
    private ForeignHost() {}

    /** Opens an engine twice, books, and returns the owner as it was stored. */
    public static String bookIn(Path directory) {
        EngineSettings settings = EngineSettings.inDirectory(directory);
        try (Bench bench = new Bench(settings, aLab().host("h1", 1).build())) {
            var id = bench.granted(Bench.request(Bench.ANN, SMALL), Bench.ANN).id();
            bench.crash();
            return bench.booking(id).owner().value();
        }
    }
}
