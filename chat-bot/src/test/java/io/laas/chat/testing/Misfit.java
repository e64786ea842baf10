package io.laas.chat.testing;

import static org.awaitility.Awaitility.await;

import io.laas.chat.client.LaasClient;
import io.laas.chat.command.Commands;
import io.laas.chat.command.Server;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Outcome;
import io.laas.chat.core.Reply;
import io.laas.model.Channel;
import io.laas.model.wire.BookingJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A pod and a config that do not go together: the config's image is of a machine with a larger disk than the pod's machines have. */
public final class Misfit {
    /** Its config is {@value #CONFIG} on no machine of it. */
    public static final String POD = "tiny";

    /** It goes onto {@code pharos-virtual}. */
    public static final String CONFIG = "saved";

    private final LaasClient owner;
    private final CommandRouter router;

    private Misfit(LaasClient owner) {
        this.owner = owner;
        this.router =
                new CommandRouter(Commands.all(new Server(c -> owner, InstantSource.system())), InstantSource.system());
    }

    /** Makes both for a user, as the user would in the console. */
    public static void make(LaasClient owner) {
        new Misfit(owner).make();
    }

    private void make() {
        run("book pharos-virtual for 2h --no-wait");
        await().atMost(Waits.LONG).until(() -> !active().isEmpty());
        run("snapshot " + active().get(0).id() + " node as db --no-wait");
        await().atMost(Waits.LONG)
                .until(() -> owner.snapshots().value().orElseThrow().stream()
                        .anyMatch(s -> s.state().equals("READY")));
        run("config copy hello as " + CONFIG);
        run("config change " + CONFIG + " image db");
        run("pod copy pharos-virtual as " + POD);
        run("pod change " + POD + " disk 2G");
    }

    private List<BookingJson> active() {
        return owner.bookings(true, List.of("ACTIVE"), null, 5).value().orElseThrow();
    }

    private void run(String line) {
        Caller caller = new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("UTC"));
        Reply reply = (Reply) router.route(line, caller, UUID.randomUUID().toString());
        if (reply.outcome() != Outcome.DONE && reply.outcome() != Outcome.SHOWN) {
            throw new IllegalStateException(line + ": " + reply.text());
        }
    }
}
