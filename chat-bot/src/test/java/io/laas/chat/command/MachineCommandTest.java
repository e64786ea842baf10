package io.laas.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.laas.chat.client.LaasClient;
import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.CommandRouter;
import io.laas.chat.core.Live;
import io.laas.chat.core.Reply;
import io.laas.chat.testing.FakeLaas;
import io.laas.chat.testing.FakeLaas.Said;
import io.laas.chat.testing.Samples;
import io.laas.model.Channel;
import io.laas.model.wire.ConsoleJson;
import io.laas.model.wire.MachineJson;
import io.laas.model.wire.PowerJson;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineCommandTest {
    private final FakeLaas server = new FakeLaas();
    private final LaasClient client = server.client();
    private final CommandRouter router = new CommandRouter(
            Commands.all(new Server(c -> client, InstantSource.fixed(Samples.START))),
            InstantSource.fixed(Samples.START));

    MachineCommandTest() {
        server.on("GET /bookings/b-41", Samples.booking("b-41", "ACTIVE"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Answer answer(String line) {
        return router.route(line, new Caller(Channel.CONSOLE, Optional.empty(), ZoneId.of("UTC")), "id-1");
    }

    @Test
    void showsHowAMachineIs() {
        server.on(
                "GET /bookings/b-41/machines/node1",
                new MachineJson("node1", "RUNNING", true, "SILENT", List.of("hostname node1", "kernel 6.1")));
        assertThat(((Reply) answer("machine show b-41 node1")).text())
                .contains("RUNNING", "answers", "does not answer", "hostname node1; kernel 6.1");
        assertThat(((Reply) answer("machine show b-41")).text()).contains("The name of the machine is missing");
    }

    @Test
    void showsTheLatestOfTheConsole() {
        server.on("GET /bookings/b-41/machines/node1/console", new ConsoleJson("x".repeat(5000) + "login:", 5006));
        assertThat(((Reply) answer("machine console b-41 node1")).text())
                .endsWith("login:")
                .hasSizeLessThan(3100);
        server.on("GET /bookings/b-41/machines/jump/console", new ConsoleJson("", 0));
        assertThat(((Reply) answer("machine console b-41 jump")).text()).contains("printed nothing");
    }

    @Test
    void asksBeforePowerIsCutAndFollows() throws InterruptedException {
        server.on(
                        "POST /bookings/b-41/machines/node1/power",
                        a -> new Said(200, Samples.operation("op-7", "MACHINE", "QUEUED", 0)))
                .on("GET /operations/op-7", Samples.operation("op-7", "MACHINE", "SUCCEEDED", 100));
        Reply asked = (Reply) answer("machine off b-41 node1");
        assertThat(asked.blocks()).hasAtLeastOneElementOfType(Block.Confirm.class);
        assertThat(server.asked("POST", "/bookings/b-41/machines/node1/power")).isEmpty();
        Reply last = ((Live) answer("machine off b-41 node1 --yes")).work().run(reply -> {});
        assertThat(last.text()).contains("Done.");
        assertThat(server.asked("POST", "/bookings/b-41/machines/node1/power")
                        .get(0)
                        .json(PowerJson.class))
                .isEqualTo(new PowerJson("OFF"));
    }

    @Test
    void resetsAndMakesAnew() {
        for (String what : List.of("reset", "reimage")) {
            server.on(
                    "POST /bookings/b-41/machines/node1/" + what,
                    a -> new Said(200, Samples.operation("op-8", "MACHINE", "QUEUED", 0)));
            assertThat(((Reply) answer("machine " + what + " b-41 node1 --yes --no-wait")).text())
                    .contains("Working on a machine");
        }
    }
}
