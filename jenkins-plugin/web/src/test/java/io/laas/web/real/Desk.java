package io.laas.web.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lab of a controller that has no machines of its own: one simulated host. */
final class Desk {
    private static final String LAB = """
            lab: {name: desk, title: Desk, contact: ops@example.org, zone: UTC}
            hosts:
              - {name: desk, uri: 'test:///default', accel: simulated, cores: 1, memory: 1G, disk: 1G, storage: /var/lib/laas/simulated, addresses: 10.255.0.0/16}
            """;

    private Desk() {}

    static Path file(Path directory) throws IOException {
        return Files.writeString(directory.resolve("desk.yaml"), LAB);
    }
}
