package io.laas.chat.command;

import io.laas.chat.core.Answer;
import io.laas.chat.core.Block;
import io.laas.chat.core.Command;
import io.laas.chat.core.CommandModel;
import io.laas.chat.core.Invocation;
import io.laas.chat.core.Kind;
import io.laas.chat.core.Reply;
import io.laas.chat.core.Texts;
import io.laas.chat.core.Tone;
import io.laas.model.wire.ReasonJson;
import io.laas.model.wire.VpodJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lists the pods that stand on hosts; brings one back to its known state, or takes it out of service and returns it. */
final class VpodsCommand implements Command {
    private static final String LIST = "list";
    private static final String ANEW = "anew";
    private static final Set<String> WITH_REASON = Set.of("quarantine", "drain");
    private static final CommandModel MODEL = CommandModel.named("vpods")
            .seldom()
            .choice("what", LIST, "reinitialise", "return", "drain", "quarantine")
            .place("vpod", Kind.VPOD)
            .word("lab", Kind.LAB)
            .word("reason", Kind.SENTENCE)
            .flag(ANEW)
            .example("vpods")
            .example("vpods list lab lab1")
            .example("vpods reinitialise rack1")
            .example("vpods reinitialise rack1 --anew")
            .example("vpods drain rack1 reason new disks")
            .example("vpods return rack1")
            .changes()
            .build();

    private final Server server;

    VpodsCommand(Server server) {
        this.server = server;
    }

    @Override
    public CommandModel model() {
        return MODEL;
    }

    @Override
    public Answer run(Invocation in) {
        String what = in.args().text("what").orElse(LIST);
        Optional<String> vpod = in.args().text("vpod");
        Optional<String> reason = in.args().text("reason");
        if (what.equals(LIST)) {
            return vpod.<Answer>map(extra -> in.wrong(Texts.of("vpods.extra", extra)))
                    .orElseGet(() -> list(in));
        }
        if (vpod.isEmpty()) {
            return in.wrong(Texts.of("vpods.which", what));
        }
        if (WITH_REASON.contains(what) == reason.isEmpty()) {
            return in.wrong(Texts.of(reason.isEmpty() ? "vpods.why" : "vpods.noreason", what));
        }
        boolean anew = in.args().has(ANEW);
        return anew && !what.equals("reinitialise")
                ? in.wrong(Texts.of("vpods.noanew", what))
                : change(in, vpod.get(), what, anew);
    }

    private Answer change(Invocation in, String vpod, String what, boolean anew) {
        ReasonJson body = in.args().text("reason").map(ReasonJson::new).orElse(null);
        return server.client(in)
                .changeVpod(vpod, what, anew, body)
                .either(
                        v -> Reply.done(new Block.Text(
                                Tone.GOOD, Texts.of("vpods.done." + (anew ? ANEW : what), v.id(), state(v)))),
                        error -> Problems.of(error, server.clock(in)));
    }

    private Answer list(Invocation in) {
        Optional<String> lab = in.args().text("lab");
        return server.client(in)
                .vpods()
                .either(
                        all -> table(all.stream()
                                .filter(v -> lab.isEmpty() || lab.get().equals(v.lab()))
                                .toList()),
                        error -> Problems.of(error, server.clock(in)));
    }

    private static Reply table(List<VpodJson> vpods) {
        if (vpods.isEmpty()) {
            return Reply.text(Texts.of("vpods.none"));
        }
        List<String> headers = List.of(
                Texts.of("column.vpod"),
                Texts.of("column.where"),
                Texts.of("column.pod"),
                Texts.of("column.state"),
                Texts.of("column.booking"),
                Texts.of("column.reason"));
        List<List<String>> rows = vpods.stream()
                .map(v -> List.of(
                        v.id(),
                        OutageCommand.where(v.lab(), v.host()),
                        v.pod(),
                        state(v),
                        v.booking() == null ? "" : v.booking(),
                        v.reason() == null ? "" : v.reason()))
                .toList();
        return Reply.done(new Block.Table(headers, rows));
    }

    private static String state(VpodJson vpod) {
        return vpod.state().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
