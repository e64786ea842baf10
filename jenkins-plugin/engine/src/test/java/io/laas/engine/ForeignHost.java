package io.laas.engine;

import static io.laas.engine.fake.Labs.SMALL;
import static io.laas.engine.fake.Labs.aLab;

import io.laas.engine.fake.InMemoryPodOperations;
import io.laas.engine.fake.SettableClock;
import io.laas.engine.fake.World;
import io.laas.engine.store.StoreException;
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

    /** Opens an engine on a PostgreSQL that does not run and returns what it says. */
    public static String openWithoutPostgres() {
        var nowhere = new EngineSettings.Database("jdbc:postgresql://127.0.0.1:1/laas", "laas", "");
        var operations = new InMemoryPodOperations(new World());
        try (Engine engine = Engine.open(EngineSettings.at(nowhere), operations, new SettableClock())) {
            return "opened " + engine.controller();
        } catch (StoreException e) {
            return e.getMessage();
        }
    }
}
