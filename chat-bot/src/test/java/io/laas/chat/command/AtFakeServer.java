package io.laas.chat.command;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** All commands at a server that answers what a test says, at the time of {@link Samples#START}. */
abstract class AtFakeServer {
    final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> client, InstantSource.fixed(Samples.START))),
            InstantSource.fixed(Samples.START));

    @AfterEach
    void close() {
        server.close();
    }

    /** What the command answers at the console, for a reader in UTC. */
    Reply reply(String line) {
        return (Reply) router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("UTC")), "id-1");
    }
}
