package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Caller;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Nearest;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.chat.time.Clock;
import io.laas.model.wire.MeJson;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Shows in which time zone times are read and shown for the caller, or sets it. */
final class ZoneCommand implements Command {
    private static final CommandModel MODEL = CommandModel.named("zone")
            .seldom()
            .place("zone", Kind.TEXT)
            .example("zone")
            .example("zone Europe/Paris")
            .changes()
            .build();

    private final Server server;
    private final BiConsumer<Caller, ZoneId> changed;

    /**
     * Makes the command.
     *
     * @param changed hears of zones that were set
     */
    ZoneCommand(Server server, BiConsumer<Caller, ZoneId> changed) {
        this.server = server;
        this.changed = changed;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        Optional<String> wanted = in.args().text("zone");
        if (wanted.isEmpty()) {
            return now("zone.now", in, in.caller().zone());
        }
        List<String> known = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        return known.stream()
                .filter(wanted.get()::equalsIgnoreCase)
                .findFirst()
                .map(zone -> set(in, zone))
                .orElseGet(() -> unknown(in, wanted.get(), known));
    }

    private static Reply unknown(Invocation in, String wanted, List<String> known) {
        String meant = Nearest.to(wanted, known)
                .map(z -> " " + Texts.of("usage.meant", z))
                .orElse("");
        return in.wrong(Texts.of("zone.unknown", wanted) + meant);
    }

    private Reply set(Invocation in, String zone) {
        return server.client(in)
                .setZone(zone)
                .either(me -> done(in, me), error -> Problems.of(error, server.clock(in)));
    }

    private Reply done(Invocation in, MeJson me) {
        ZoneId zone = ZoneId.of(me.zone());
        changed.accept(in.caller(), zone);
        return now("zone.set", in, zone);
    }

    private Reply now(String text, Invocation in, ZoneId zone) {
        Clock clock = server.clock(new Caller(in.caller().channel(), in.caller().identity(), zone));
        return Reply.done(new Block.Text(Tone.GOOD, Texts.of(text, zone.getId(), clock.time(in.now()))));
    }
}
