package io.laas.engine.bench;

import io.laas.engine.EngineSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Where a measured engine keeps its data. */
final class Databases {
    private Databases() {}

    /** Returns how to reach the database of an engine past it, in the same process. */
    static EngineSettings.Database of(EngineSettings settings) {
        return settings.database().orElseGet(() -> {
            Path file = settings.directory().orElseThrow().resolve("laas").toAbsolutePath();
            return new EngineSettings.Database("jdbc:h2:file:" + file, "sa", "");
        });
    }

    /** Makes a schema in a PostgreSQL. */
    static EngineSettings newSchema(String url) throws SQLException {
        String schema = "laas_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        }
        String own = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
        return EngineSettings.at(new EngineSettings.Database(own, null, null));
    }
}
